from django.db import migrations

from punte.core.database.policies import signed_by_oneself

PROSECUTORS = """
-- What lies unread is decided on by a prosecutor, in whatever way the row is reached.
CREATE FUNCTION investigation_prosecutor_decides() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_user = 'punte_web' AND NOT EXISTS (
      SELECT 1 FROM agencies_membership m WHERE m.account_id = NEW.decided_by_id
      AND m.role = 'prosecutor' AND m.state = 'active') THEN
    RAISE EXCEPTION 'permission denied to decide on unread product'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER prosecutor_decides BEFORE UPDATE ON investigation_quarantine FOR EACH ROW
  WHEN (NEW.decided_by_id IS NOT NULL AND NEW.decided_by_id IS DISTINCT FROM OLD.decided_by_id)
  EXECUTE FUNCTION investigation_prosecutor_decides();
"""
BACK = """
DROP TRIGGER prosecutor_decides ON investigation_quarantine;
DROP FUNCTION investigation_prosecutor_decides();
"""


class Migration(migrations.Migration):
    """Orders and decisions on unread product are signed by those who made them."""

    dependencies = [("authorisations", "0003_first_measures"), ("database", "0002_signatures")]

    operations = [
        signed_by_oneself("investigation_authorisation", "decided_by_id", "activated_by_id"),
        signed_by_oneself("investigation_quarantine", "decided_by_id", "second_by_id"),
        migrations.RunSQL(PROSECUTORS, BACK),
    ]
