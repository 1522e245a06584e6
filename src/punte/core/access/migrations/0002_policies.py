from django.db import migrations

SQL = """
CREATE TABLE punte_guarded (
  table_name text PRIMARY KEY, record_column text NOT NULL, data_class text NOT NULL
);
REVOKE ALL ON punte_guarded FROM punte_web, punte_worker;

-- Does some running grant of the row's owner still open this record, in this class, to one of
-- these audiences? (A grant by anyone else must not count: everyone may write their own.)
CREATE FUNCTION punte_still_granted(rec uuid, own int, cls text, ctx int[]) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM access_grant g WHERE g.record = rec AND g.owner = own
    AND g.ended_at IS NULL AND g.ends_at > now() AND cls = ANY (g.classes) AND g.audience = ANY (ctx))
$$;

-- To whom the running grants of a row's owner open this record, in this class.
CREATE FUNCTION punte_granted(rec uuid, own int, cls text) RETURNS int[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce(array_agg(g.audience), '{}') FROM access_grant g
  WHERE g.record = rec AND g.owner = own
    AND g.ended_at IS NULL AND g.ends_at > now() AND cls = ANY (g.classes)
$$;

-- Recompute the audiences of every row of a record from its owner and its running grants.
-- Only grants given by the row's own owner count, or glass broken through its own function.
CREATE FUNCTION punte_refresh_audiences(rec uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE t punte_guarded;
BEGIN
  -- One at a time for a record: each statement below then sees what the one before committed.
  PERFORM pg_advisory_xact_lock(hashtextextended(rec::text, 7));
  FOR t IN SELECT * FROM punte_guarded ORDER BY table_name LOOP
    EXECUTE format($f$
      UPDATE %1$I r SET audiences = n.audiences, grants_end = n.grants_end
      FROM (
        SELECT o.owner,
          ARRAY(SELECT DISTINCT a FROM unnest(array_agg(g.audience) || o.owner) a
                WHERE a IS NOT NULL ORDER BY a) AS audiences,
          min(g.ends_at) AS grants_end
        FROM (SELECT DISTINCT owner FROM %1$I WHERE %2$I = $1) o
        LEFT JOIN access_grant g ON g.record = $1 AND g.owner = o.owner
          AND g.ended_at IS NULL AND g.ends_at > now() AND %3$L = ANY (g.classes)
        GROUP BY o.owner
      ) n
      WHERE r.%2$I = $1 AND r.owner = n.owner
        AND (r.audiences, r.grants_end) IS DISTINCT FROM (n.audiences, n.grants_end)
    $f$, t.table_name, t.record_column, t.data_class) USING rec;
  END LOOP;
END $$;

-- End the grants that stand on a source. The owner of the record may, and so may the agency
-- that was given the access; the pairs (subject, owner) of what ended come back.
CREATE FUNCTION punte_end_grants(src uuid) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE ended jsonb; records uuid[]; rec uuid;
BEGIN
  WITH e AS (
    UPDATE access_grant SET ended_at = now()
    WHERE source_id = src AND ended_at IS NULL
      AND (owner = ANY (punte_audiences()) OR audience = ANY (punte_audiences()))
    RETURNING record, subject, owner
  ) SELECT jsonb_agg(DISTINCT jsonb_build_array(subject, owner)), array_agg(DISTINCT record)
    INTO ended, records FROM e;
  FOREACH rec IN ARRAY coalesce(records, '{}') LOOP
    PERFORM punte_refresh_audiences(rec);
  END LOOP;
  RETURN coalesce(ended, '[]');
END $$;

-- Who answers for a record: the owner of the record's own row (the table whose key the grants
-- speak of); else of any row that hangs on it. Others may hang rows of their own on a record.
CREATE FUNCTION punte_owner_of(rec uuid) RETURNS int
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE t punte_guarded; found int;
BEGIN
  FOR t IN SELECT * FROM punte_guarded ORDER BY record_column <> 'id', table_name LOOP
    EXECUTE format('SELECT owner FROM %I WHERE %I = $1 LIMIT 1', t.table_name, t.record_column)
      INTO found USING rec;
    IF found IS NOT NULL THEN RETURN found; END IF;
  END LOOP;
  RETURN NULL;
END $$;
REVOKE EXECUTE ON FUNCTION punte_owner_of(uuid) FROM PUBLIC;

-- The audience of the account that the transaction is bound to (agencies_account is made later;
-- the body is read only when it is called).
CREATE FUNCTION punte_own_audience() RETURNS int
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN RETURN (SELECT audience FROM agencies_account WHERE id = punte_account()); END $$;

-- Break the glass: only to the audience of the account that the transaction is bound to.
CREATE FUNCTION punte_break_glass(
  glass uuid, rec uuid, aud int, acc bigint, agency bigint, oversight int,
  why text, until timestamptz
) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE own int;
BEGIN
  IF acc IS DISTINCT FROM punte_account() OR aud IS DISTINCT FROM punte_own_audience()
     OR NOT aud = ANY (punte_audiences()) OR until > now() + interval '2 hours 1 minute' OR length(why) < 15 THEN
    RAISE EXCEPTION 'break glass refused';
  END IF;
  own := punte_owner_of(rec);
  IF own IS NULL THEN RETURN NULL; END IF;
  INSERT INTO access_broken_glass (id, record, owner, audiences, account_id, agency_id, reason,
      broken_at, ends_at, review)
    VALUES (glass, rec, own, ARRAY[own, oversight, aud], acc, agency, why, now(), until, '');
  INSERT INTO access_grant (id, record, subject, owner, audience, classes, purpose, source, source_id,
      given_at, given_by, ends_at)
    VALUES (gen_random_uuid(), rec, rec, own, aud, ARRAY['operational', 'identity'], 'protection',
      'glass', glass, now(), acc, until);
  PERFORM punte_refresh_audiences(rec);
  RETURN own;
END $$;

-- End what has run out and look again at the rows it opened; for the worker.
CREATE FUNCTION punte_sweep_grants(most int) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE rec uuid; swept int := 0;
BEGIN
  FOR rec IN
    WITH due AS (
      SELECT id FROM access_grant WHERE ended_at IS NULL AND ends_at <= now()
      ORDER BY ends_at LIMIT most FOR UPDATE SKIP LOCKED
    ), e AS (
      UPDATE access_grant g SET ended_at = g.ends_at FROM due WHERE g.id = due.id
      RETURNING g.record
    ) SELECT DISTINCT record FROM e
  LOOP
    PERFORM punte_refresh_audiences(rec);
    swept := swept + 1;
  END LOOP;
  RETURN swept;
END $$;
REVOKE EXECUTE ON FUNCTION punte_sweep_grants(int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION punte_sweep_grants(int) TO punte_worker;

ALTER TABLE access_grant ENABLE ROW LEVEL SECURITY;
REVOKE UPDATE, DELETE, TRUNCATE ON access_grant FROM punte_web, punte_worker;
CREATE POLICY web_select ON access_grant FOR SELECT TO punte_web
  USING (owner = ANY ((SELECT punte_audiences())::int[]) OR audience = ANY ((SELECT punte_audiences())::int[]));
CREATE POLICY web_insert ON access_grant FOR INSERT TO punte_web
  WITH CHECK (owner = ANY ((SELECT punte_audiences())::int[]) AND source <> 'glass');
CREATE POLICY worker_select ON access_grant FOR SELECT TO punte_worker USING (true);

ALTER TABLE access_broken_glass ENABLE ROW LEVEL SECURITY;
REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON access_broken_glass FROM punte_web, punte_worker;
GRANT UPDATE (reviewed_by, reviewed_at, review) ON access_broken_glass TO punte_web;
CREATE POLICY web_select ON access_broken_glass FOR SELECT TO punte_web
  USING (audiences OPERATOR(pg_catalog.&&) (SELECT punte_audiences()));
CREATE POLICY web_update ON access_broken_glass FOR UPDATE TO punte_web
  USING (audiences OPERATOR(pg_catalog.&&) (SELECT punte_audiences()) AND account_id <> (SELECT punte_account()));
"""


class Migration(migrations.Migration):
    """Row-level security of grants and of broken glass, and the functions that keep audiences."""

    dependencies = [("access", "0001_grants"), ("database", "0001_context_and_roles")]

    operations = [migrations.RunSQL(SQL, migrations.RunSQL.noop)]
