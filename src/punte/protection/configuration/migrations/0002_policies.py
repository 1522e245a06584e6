from django.db import migrations

from punte.core.database.policies import guard

SQL = """
-- Published versions stay as they are, and nobody publishes what they wrote themselves.
CREATE FUNCTION punte_keep_edition() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state <> 'draft' THEN
    RAISE EXCEPTION 'permission denied to change a published edition'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER keep_edition BEFORE UPDATE ON protection_edition
  FOR EACH ROW EXECUTE FUNCTION punte_keep_edition();
ALTER TABLE protection_edition ADD CONSTRAINT published_by_another
  CHECK (published_by IS NULL OR published_by <> ALL (edited_by));
REVOKE DELETE, TRUNCATE ON protection_edition, protection_arrival FROM punte_web, punte_worker;
"""
BACK = """
DROP TRIGGER keep_edition ON protection_edition;
DROP FUNCTION punte_keep_edition();
ALTER TABLE protection_edition DROP CONSTRAINT published_by_another;
GRANT DELETE ON protection_edition, protection_arrival TO punte_web, punte_worker;
"""


class Migration(migrations.Migration):
    """Who sees answers; and what stays of a published version."""

    dependencies = [("configuration", "0001_editions_and_answers"), ("access", "0002_policies")]

    operations = [
        guard("protection_form_answers", kind="owned", record="about", follows_grants=False),
        migrations.RunSQL(SQL, BACK),
    ]
