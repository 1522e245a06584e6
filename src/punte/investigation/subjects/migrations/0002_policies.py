from django.db import migrations

from punte.core.database.policies import guard

# What a source said stays as it was written; it may be withdrawn, and no more.
WITHDRAWING = """
REVOKE UPDATE ON investigation_statement FROM punte_web, punte_worker;
GRANT UPDATE (withdrawn_at, withdrawn_by_id, withdrawn_why) ON investigation_statement
  TO punte_web;
"""
BACK = "GRANT UPDATE ON investigation_statement TO punte_web, punte_worker;"


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
        migrations.RunSQL(WITHDRAWING, BACK),
    ]
