from django.db import migrations

from punte.core.database.policies import signed_by_oneself

SQL = """
-- What was found, where, when and by whom stays as it was taken in; a step of the chain changes
-- only where the exhibit stands.
REVOKE UPDATE ON investigation_exhibit FROM punte_web;
GRANT UPDATE (holder, holder_name, holder_audience, offered, offered_name, offered_audience,
  offered_reason, offered_by, shelf, lost, "order", begun_by, state, seal, steps)
  ON investigation_exhibit TO punte_web;

-- A hand-over and a destruction want two people, in whatever way the row is reached.
CREATE FUNCTION investigation_two_hands() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE ending bool := NEW.state IN ('returned', 'destroyed');
BEGIN
  IF current_user <> 'punte_web' THEN RETURN NEW; END IF;
  IF NEW.offered <> '' AND (
       (NEW.offered <> OLD.offered AND NEW.offered_by IS DISTINCT FROM punte_account())
       OR (NEW.offered = OLD.offered AND NEW.offered_by IS DISTINCT FROM OLD.offered_by))
     OR NEW.holder <> OLD.holder AND NOT ending
       AND (NEW.holder <> OLD.offered OR OLD.offered_by = punte_account())
     OR NEW.state = 'destroyed' AND OLD.state <> 'destroyed'
       AND (OLD.begun_by IS NULL OR OLD.begun_by = punte_account()) THEN
    RAISE EXCEPTION 'permission denied to sign alone for an exhibit'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER two_hands BEFORE UPDATE ON investigation_exhibit
  FOR EACH ROW EXECUTE FUNCTION investigation_two_hands();
"""
BACK = """
DROP TRIGGER two_hands ON investigation_exhibit;
DROP FUNCTION investigation_two_hands();
GRANT UPDATE ON investigation_exhibit TO punte_web;
"""


class Migration(migrations.Migration):
    """An exhibit passes from hand to hand by two signatures, and its facts stay."""

    dependencies = [("evidence", "0003_what_was_found"), ("database", "0002_signatures")]

    operations = [
        migrations.RunSQL(SQL, BACK),
        signed_by_oneself("investigation_exhibit", "begun_by"),
    ]
