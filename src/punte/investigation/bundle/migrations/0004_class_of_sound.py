from django.db import migrations

SQL = """
WITH RECURSIVE sound(stored) AS (
  SELECT stored FROM investigation_recording
  UNION SELECT stored FROM investigation_intake_file WHERE stored IS NOT NULL
), said(id, stored) AS (
  SELECT f.id, f.stored FROM investigation_evidence_file f JOIN sound s ON s.stored = f.stored
  UNION SELECT f.id, f.stored FROM investigation_evidence_file f JOIN said o ON f.of_id = o.id
), packed(stored) AS (
  SELECT b.file_id FROM investigation_bundle b
  WHERE b.file_id IS NOT NULL AND b.holds && (SELECT array_agg(stored) FROM said)
)
UPDATE files_file SET data_class = 'recording' WHERE id IN (
  SELECT stored FROM sound UNION SELECT stored FROM said UNION SELECT stored FROM packed);
"""


class Migration(migrations.Migration):
    """Recordings, copies of them and bundles with them open for those alone who may listen."""

    dependencies = [
        ("recordings", "0003_released"),
        ("evidence", "0002_policies"),
        ("bundle", "0003_holds"),
        ("files", "0003_about"),
    ]

    operations = [migrations.RunSQL(SQL, migrations.RunSQL.noop)]
