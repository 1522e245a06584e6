from django.db import migrations

from punte.core.database.policies import append_only, guard

TIGHTER = """
-- Keys and sealed values are never rewritten; a value may only be marked as superseded.
REVOKE UPDATE ON vault_key, vault_item FROM punte_web, punte_worker;
GRANT UPDATE (superseded_at) ON vault_item TO punte_web;
CREATE POLICY held_class ON vault_item AS RESTRICTIVE FOR SELECT TO punte_web
  USING (data_class = ANY ((SELECT punte_classes())::text[]));

-- One asks in their own name; only the function below marks a request as done.
REVOKE UPDATE ON vault_erasure_request FROM punte_web, punte_worker;
CREATE POLICY asked_by_oneself ON vault_erasure_request AS RESTRICTIVE FOR INSERT TO punte_web
  WITH CHECK (asked_by = (SELECT punte_account()) AND confirmed_by IS NULL AND done_at IS NULL);

-- Does the bound viewer see any row of this record, in whichever room?
CREATE FUNCTION punte_sees_record(rec uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE t punte_guarded; ctx int[] := punte_audiences(); seen boolean;
BEGIN
  FOR t IN SELECT * FROM punte_guarded ORDER BY table_name LOOP
    EXECUTE format('SELECT EXISTS (SELECT 1 FROM %1$I WHERE %2$I = $1 AND audiences OPERATOR(pg_catalog.&&) $2
      AND (grants_end IS NULL OR grants_end > now() OR owner = ANY ($2)
           OR punte_still_granted($1, owner, %3$L, $2)))', t.table_name, t.record_column, t.data_class)
      INTO seen USING rec, ctx;
    IF seen THEN RETURN true; END IF;
  END LOOP;
  RETURN false;
END $$;

-- The wrapped key of a record of which one sees anything: for files, which need the key even
-- where identity stays closed. What it opens is decided by the policies of the sealed rows.
CREATE FUNCTION punte_person_key(rec uuid) RETURNS bytea
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT wrapped FROM vault_key WHERE subject = rec AND punte_sees_record(rec)
$$;

-- Who answers for an identity, if the bound viewer oversees that agency's country.
CREATE FUNCTION punte_may_erase(rec uuid) RETURNS int
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT k.owner FROM vault_key k
  JOIN agencies_agency a ON a.audience = k.owner
  JOIN agencies_jurisdiction j ON j.code = a.jurisdiction_id
  WHERE k.subject = rec AND j.oversight_audience = ANY (punte_audiences())
$$;

-- Carry out a request that another person made in the last thirty days; null when it may not be.
CREATE FUNCTION punte_erase_identity(request uuid) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE r vault_erasure_request; rec uuid; own int;
BEGIN
  SELECT * INTO r FROM vault_erasure_request WHERE id = request AND done_at IS NULL
    AND asked_at > now() - interval '30 days' AND audiences OPERATOR(pg_catalog.&&) punte_audiences() FOR UPDATE;
  IF NOT FOUND OR punte_account() IS NULL OR r.asked_by = punte_account() THEN
    RETURN NULL;
  END IF;
  own := punte_may_erase(r.subject);
  IF own IS NULL THEN RETURN NULL; END IF;
  FOREACH rec IN ARRAY r.subject || r.also LOOP
    -- The lock of punte_refresh_audiences: nobody writes about the person meanwhile.
    PERFORM pg_advisory_xact_lock(hashtextextended(rec::text, 7));
    IF punte_may_erase(rec) IS NOT NULL THEN
      DELETE FROM vault_token WHERE subject = rec;
      DELETE FROM vault_item WHERE subject = rec;
      DELETE FROM vault_key WHERE subject = rec;
    END IF;
  END LOOP;
  UPDATE vault_erasure_request SET confirmed_by = punte_account(), done_at = now()
    WHERE id = request;
  RETURN own;
END $$;
"""

UNDO = """
DROP FUNCTION punte_erase_identity(uuid);
DROP FUNCTION punte_may_erase(uuid);
DROP FUNCTION punte_person_key(uuid);
DROP FUNCTION punte_sees_record(uuid);
DROP POLICY asked_by_oneself ON vault_erasure_request;
DROP POLICY held_class ON vault_item;
"""


class Migration(migrations.Migration):
    """Who sees and writes identities, and the two-person way to erase one."""

    dependencies = [
        ("vault", "0001_keys_items_and_tokens"),
        ("access", "0002_policies"),
        ("agencies", "0001_agencies_and_people"),
    ]

    operations = [
        guard("vault_key", kind="owned", record="subject", data_class="identity", gin=False),
        guard("vault_item", kind="owned", record="subject", data_class="identity", gin=False),
        guard("vault_token", kind="owned", record="subject", data_class="identity", gin=False),
        append_only("vault_token"),
        guard(
            "vault_erasure_request", kind="shared", record="subject", follows_grants=False
        ),
        migrations.RunSQL(TIGHTER, UNDO),
    ]
