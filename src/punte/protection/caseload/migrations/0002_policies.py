from django.db import migrations

from punte.core.database.policies import append_only, guard


class Migration(migrations.Migration):
    """Who sees filters, tasks and reviews: the agency; an unshared filter, who made it."""

    dependencies = [("caseload", "0001_work"), ("access", "0002_policies")]

    operations = [
        guard("protection_saved_filter", kind="owned", record="id", follows_grants=False),
        guard("protection_task", kind="owned", record="id", listed=True, follows_grants=False),
        guard("protection_file_review", kind="owned", record="file_id", follows_grants=False),
        append_only("protection_file_review"),
    ]
