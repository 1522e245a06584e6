from django.db import migrations

from punte.core.database.policies import append_only, guard_rows

SEALED = """
-- What was derived from a recording is seen while the recording is open, and by nobody after.
CREATE POLICY not_sealed ON {table} AS RESTRICTIVE FOR SELECT TO punte_web USING (
  EXISTS (SELECT 1 FROM investigation_recording r WHERE r.id = recording_id AND r.state = 'open')
);
"""
ALTERED = """
-- What was taken in stays as it was; a transcript is certified and checked, and no more.
REVOKE UPDATE ON investigation_recording, investigation_transcript,
  investigation_recording_analysis FROM punte_web;
GRANT UPDATE (state, heard) ON investigation_recording TO punte_web;
GRANT UPDATE (certified_by_id, certified_name, certified_at, checked_by_id, checked_name,
  checked_at) ON investigation_transcript TO punte_web;
"""
BACK = """
GRANT UPDATE ON investigation_recording, investigation_transcript,
  investigation_recording_analysis TO punte_web;
"""


def sealable(table):
    return migrations.RunSQL(SEALED.format(table=table), f"DROP POLICY not_sealed ON {table};")


class Migration(migrations.Migration):
    """Who sees and writes recordings: the team; nobody what was derived from a sealed one."""

    dependencies = [("recordings", "0001_recordings"), ("cases", "0002_policies")]

    operations = [
        guard_rows("investigation_intake"),
        guard_rows("investigation_intake_file"),
        guard_rows("investigation_recording"),
        guard_rows("investigation_recording_analysis"),
        guard_rows("investigation_listening"),
        guard_rows("investigation_heard"),
        append_only("investigation_heard"),
        guard_rows("investigation_recording_mark"),
        guard_rows("investigation_transcript"),
        sealable("investigation_recording_analysis"),
        sealable("investigation_recording_mark"),
        sealable("investigation_transcript"),
        migrations.RunSQL(ALTERED, BACK),
    ]
