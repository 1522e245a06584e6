from django.db import migrations

from punte.core.database.policies import append_only, guard_rows

TABLES = (
    "accused",
    "course_step",
    "charge",
    "restraint",
    "indictment",
    "hearing",
    "judgment",
    "verdict",
    "appeal",
    "sentence",
    "victim_role",
    "disclosure",
    "disclosed_part",
    "award",
)
# What was disclosed is shut at its end for everybody who serves people, whatever a page asks.
SHUT = """
CREATE POLICY while_open ON investigation_disclosed_part AS RESTRICTIVE FOR SELECT
  TO punte_web, punte_worker USING (EXISTS (
    SELECT 1 FROM investigation_disclosure d WHERE d.id = disclosure_id
      AND d.withdrawn_at IS NULL AND d.until > clock_timestamp()));
-- What was given stays as it was recorded; it may be withdrawn, and no more.
REVOKE UPDATE ON investigation_disclosure FROM punte_web, punte_worker;
GRANT UPDATE (withdrawn_at, withdrawn_by_id, withdrawn_why, version)
  ON investigation_disclosure TO punte_web;
"""
OPEN = """
DROP POLICY while_open ON investigation_disclosed_part;
GRANT UPDATE ON investigation_disclosure TO punte_web, punte_worker;
"""


class Migration(migrations.Migration):
    """Who sees and writes a case's course: its team; disclosures only while they are open."""

    dependencies = [("course", "0001_course"), ("subjects", "0002_policies")]

    operations = [
        *(guard_rows(f"investigation_{table}") for table in TABLES),
        append_only("investigation_course_step"),
        append_only("investigation_verdict"),
        append_only("investigation_disclosed_part"),
        migrations.RunSQL(SHUT, OPEN),
    ]
