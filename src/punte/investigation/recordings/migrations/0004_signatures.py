from django.db import migrations

from punte.core.database.policies import signed_by_oneself

SEALED = """
-- What was derived from a recording is hidden while it is sealed; it opens again only where its
-- file does.
CREATE FUNCTION investigation_stay_sealed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_user = 'punte_web' AND NOT EXISTS (
      SELECT 1 FROM files_file f WHERE f.id = NEW.stored) THEN
    RAISE EXCEPTION 'permission denied to open a sealed recording'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER stay_sealed BEFORE UPDATE OF state ON investigation_recording FOR EACH ROW
  WHEN (OLD.state <> 'open' AND NEW.state = 'open')
  EXECUTE FUNCTION investigation_stay_sealed();
"""
BACK = """
DROP TRIGGER stay_sealed ON investigation_recording;
DROP FUNCTION investigation_stay_sealed();
"""


class Migration(migrations.Migration):
    """Transcripts are certified and checked in one's own name; sealed recordings stay so."""

    dependencies = [
        ("recordings", "0003_released"),
        ("database", "0002_signatures"),
        ("files", "0003_about"),
    ]

    operations = [
        signed_by_oneself("investigation_transcript", "certified_by_id", "checked_by_id"),
        migrations.RunSQL(SEALED, BACK),
    ]
