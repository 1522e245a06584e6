from django.db import migrations

SQL = """
-- What is released from quarantine becomes a file of an exhibit, once and for good.
GRANT UPDATE (exhibit) ON investigation_recording TO punte_web;
CREATE FUNCTION investigation_keep_exhibit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a recording stays in its exhibit' USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER exhibit_stays BEFORE UPDATE OF exhibit ON investigation_recording
  FOR EACH ROW WHEN (OLD.exhibit IS NOT NULL AND NEW.exhibit IS DISTINCT FROM OLD.exhibit)
  EXECUTE FUNCTION investigation_keep_exhibit();
"""
BACK = """
DROP TRIGGER exhibit_stays ON investigation_recording;
DROP FUNCTION investigation_keep_exhibit();
REVOKE UPDATE (exhibit) ON investigation_recording FROM punte_web;
"""


class Migration(migrations.Migration):
    """A released recording is joined to an exhibit; none is ever moved to another."""

    dependencies = [("recordings", "0002_policies")]

    operations = [migrations.RunSQL(SQL, BACK)]
