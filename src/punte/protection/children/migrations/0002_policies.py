from django.db import migrations

from punte.core.database.policies import append_only, guard_rows

TABLES = (
    "protection_guardian",
    "protection_best_interests",
    "protection_best_interests_signature",
    "protection_age_assessment",
    "protection_age_step",
    "protection_schooling",
    "protection_child_companion",
)
KEPT = (
    "protection_best_interests",
    "protection_best_interests_signature",
    "protection_age_step",
    "protection_schooling",
)


class Migration(migrations.Migration):
    """Who sees and writes a child's part of a file: the agency that keeps the file."""

    dependencies = [("children", "0001_child_path"), ("access", "0002_policies")]

    operations = [
        *[guard_rows(table, record="file_id") for table in TABLES],
        *[append_only(table) for table in KEPT],
    ]
