from django.db import migrations

SQL = """
-- Vault subjects that hold a copy of a person's identity for somebody else: whoever opened one
-- said in the grant whom it is about. An agency can so name no other agency's record.
CREATE FUNCTION punte_copies_of(rec uuid) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT DISTINCT k.subject FROM access_grant g
  JOIN vault_key k ON k.subject = g.record AND k.owner = g.owner
  WHERE g.subject = rec AND g.record <> rec
$$;
REVOKE ALL ON FUNCTION punte_copies_of(uuid) FROM PUBLIC;

-- Carry out a request that another person made in the last thirty days; null when it may not be.
-- Copies go with the person, also those made after the request.
CREATE OR REPLACE FUNCTION punte_erase_identity(request uuid) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE r vault_erasure_request; rec uuid; own int;
BEGIN
  SELECT * INTO r FROM vault_erasure_request WHERE id = request AND done_at IS NULL
    AND asked_at > now() - interval '30 days'
    AND audiences OPERATOR(pg_catalog.&&) punte_audiences() FOR UPDATE;
  IF NOT FOUND OR punte_account() IS NULL OR r.asked_by = punte_account() THEN
    RETURN NULL;
  END IF;
  own := punte_may_erase(r.subject);
  IF own IS NULL THEN RETURN NULL; END IF;
  -- The lock of punte_refresh_audiences: nobody writes about the person meanwhile.
  PERFORM pg_advisory_xact_lock(hashtextextended(r.subject::text, 7));
  FOR rec IN SELECT r.subject UNION SELECT unnest(r.also) UNION SELECT punte_copies_of(r.subject)
    ORDER BY 1
  LOOP
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


class Migration(migrations.Migration):
    """Erasing a person erases the copies that were given with referrals, without being told."""

    dependencies = [("vault", "0002_policies")]

    operations = [
        migrations.RunSQL(SQL, "DROP FUNCTION punte_copies_of(uuid);"),
    ]
