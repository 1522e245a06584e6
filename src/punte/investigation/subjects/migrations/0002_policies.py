from django.db import migrations

from punte.core.database.policies import guard_rows

# What a source said stays as it was written: it may be withdrawn, graded anew, and no more. A
# selector is taken from what is stated, and goes with it.
KEEPING = """
REVOKE UPDATE ON investigation_statement FROM punte_web, punte_worker;
GRANT UPDATE (withdrawn_at, withdrawn_by_id, withdrawn_why, source_grade, info_grade, handling)
  ON investigation_statement TO punte_web;
GRANT DELETE ON investigation_selector TO punte_web;
CREATE POLICY web_delete ON investigation_selector FOR DELETE TO punte_web
  USING (owner = ANY ((SELECT punte_audiences())::int[]));
"""
BACK = """
DROP POLICY web_delete ON investigation_selector;
REVOKE DELETE ON investigation_selector FROM punte_web;
GRANT UPDATE ON investigation_statement TO punte_web, punte_worker;
"""


class Migration(migrations.Migration):
    """Who sees and writes subjects: the team, or the circle of a narrow source."""

    dependencies = [("subjects", "0001_subjects"), ("cases", "0002_policies")]

    operations = [
        guard_rows("investigation_source"),
        guard_rows("investigation_entity"),
        guard_rows("investigation_statement"),
        guard_rows("investigation_selector"),
        migrations.RunSQL(KEEPING, BACK),
    ]
