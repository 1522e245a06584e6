from django.db import migrations

from punte.core.database.policies import append_only, guard_rows

SQL = """
-- The table of measures only grows; a version is confirmed by a second person, no more.
ALTER TABLE investigation_measure_rule ENABLE ROW LEVEL SECURITY;
CREATE POLICY all_read ON investigation_measure_rule FOR SELECT TO punte_web, punte_worker
  USING (true);
CREATE POLICY web_insert ON investigation_measure_rule FOR INSERT TO punte_web
  WITH CHECK (confirmed_at IS NULL AND confirmed_by_id IS NULL);
CREATE POLICY web_update ON investigation_measure_rule FOR UPDATE TO punte_web
  USING (confirmed_at IS NULL) WITH CHECK (confirmed_by_id = punte_account());
REVOKE UPDATE, DELETE, TRUNCATE ON investigation_measure_rule FROM punte_web, punte_worker;
GRANT UPDATE (confirmed_at, confirmed_by_id) ON investigation_measure_rule TO punte_web;

-- Files that somebody may see go under the audience of a quarantine that waits for a decision:
-- an audience without people. Nobody who serves people may change a file's row otherwise.
CREATE FUNCTION investigation_seal_files(quarantine uuid) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE q record; done int;
BEGIN
  SELECT * INTO q FROM investigation_quarantine
    WHERE id = quarantine AND state = 'waiting' AND owner = ANY (punte_audiences());
  IF NOT FOUND THEN RETURN 0; END IF;
  UPDATE files_file SET owner = q.seal, audiences = ARRAY[q.seal]
    WHERE id = ANY (q.files) AND (audiences && punte_audiences() OR owner = q.seal);
  GET DIAGNOSTICS done = ROW_COUNT;
  RETURN done;
END $$;

-- And come back to the team by a decision to release them.
CREATE FUNCTION investigation_unseal_files(quarantine uuid) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE q record; done int;
BEGIN
  SELECT * INTO q FROM investigation_quarantine
    WHERE id = quarantine AND state = 'released' AND document IS NOT NULL
      AND owner = ANY (punte_audiences());
  IF NOT FOUND THEN RETURN 0; END IF;
  UPDATE files_file SET owner = q.owner, audiences = ARRAY[q.owner] WHERE owner = q.seal;
  GET DIAGNOSTICS done = ROW_COUNT;
  RETURN done;
END $$;

-- The worker seals what came under an urgent order that no judge confirmed.
GRANT UPDATE (owner, audiences) ON files_file TO punte_worker;

-- Who sat in the teams of these authorisations, for oversight, which sees no team: accounts and
-- times, of authorisations that the asker may see.
CREATE FUNCTION investigation_places_of(wanted uuid[])
RETURNS TABLE (authorisation uuid, account bigint, since timestamptz, until timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT a.id, s.account_id, s.since, s.until
  FROM investigation_authorisation a JOIN access_seat s ON s.circle = a.owner
  WHERE a.id = ANY (wanted) AND a.audiences && punte_audiences()
$$;
"""
BACK = """
DROP FUNCTION investigation_places_of(uuid[]);
REVOKE UPDATE (owner, audiences) ON files_file FROM punte_worker;
DROP FUNCTION investigation_unseal_files(uuid);
DROP FUNCTION investigation_seal_files(uuid);
REVOKE UPDATE (confirmed_at, confirmed_by_id) ON investigation_measure_rule FROM punte_web;
DROP POLICY web_update ON investigation_measure_rule;
DROP POLICY web_insert ON investigation_measure_rule;
DROP POLICY all_read ON investigation_measure_rule;
ALTER TABLE investigation_measure_rule DISABLE ROW LEVEL SECURITY;
GRANT UPDATE, DELETE ON investigation_measure_rule TO punte_web, punte_worker;
"""
TABLES = (
    "investigation_authorisation",
    "investigation_measure_request",
    "investigation_measure_target",
    "investigation_measure_order",
    "investigation_measure_step",
    "investigation_notice_delay",
    "investigation_quarantine",
    "investigation_measure_product",
)
KEPT = ("request", "target", "order", "step")


class Migration(migrations.Migration):
    """Who sees orders and what they brought; what is never altered; how files are sealed."""

    dependencies = [
        ("authorisations", "0001_authorisations"),
        ("cases", "0002_policies"),
        ("access", "0004_circles"),
        ("files", "0002_policies"),
    ]

    operations = [
        *(guard_rows(table) for table in TABLES),
        *(append_only(f"investigation_measure_{name}") for name in KEPT),
        append_only("investigation_notice_delay"),
        migrations.RunSQL(SQL, BACK),
    ]
