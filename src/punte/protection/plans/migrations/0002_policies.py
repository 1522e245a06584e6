from django.db import migrations

from punte.core.database.policies import append_only, guard


def on_file(table, **more):
    """Seen and written by the agency that keeps the file; its lists have indexes of their own."""
    return guard(table, kind="owned", record="file_id", follows_grants=False, gin=False, **more)


class Migration(migrations.Migration):
    """Who sees and writes assessments and plans, and what is never altered."""

    dependencies = [("plans", "0001_assessments_and_plans"), ("access", "0002_policies")]

    operations = [
        on_file("protection_assessment"),
        append_only("protection_assessment"),
        on_file("protection_assessment_medical", data_class="medical"),
        append_only("protection_assessment_medical"),
        on_file("protection_assessment_legal", data_class="legal"),
        append_only("protection_assessment_legal"),
        on_file("protection_plan"),
        on_file("protection_plan_goal"),
        on_file("protection_plan_step", listed=True),
        on_file("protection_plan_change"),
        append_only("protection_plan_change"),
        on_file("protection_plan_agreement"),
        append_only("protection_plan_agreement"),
    ]
