from django.db import migrations

from punte.core.database.policies import guard

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


def of_a_case(table):
    return guard(table, kind="owned", record="case_id", listed=True, follows_grants=False)


class Migration(migrations.Migration):
    """Who sees and writes subjects: the team, or the circle of a narrow source."""

    dependencies = [("subjects", "0001_subjects"), ("cases", "0002_policies")]

    operations = [
        of_a_case("investigation_source"),
        of_a_case("investigation_entity"),
        of_a_case("investigation_statement"),
        of_a_case("investigation_selector"),
        migrations.RunSQL(KEEPING, BACK),
    ]
