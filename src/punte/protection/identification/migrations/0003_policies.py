from django.db import migrations

from punte.core.database.policies import append_only, guard


class Migration(migrations.Migration):
    """Who sees and writes notifications, screenings and decisions."""

    dependencies = [
        ("identification", "0002_who_and_when"),
        ("access", "0002_policies"),
    ]

    operations = [
        guard(
            "protection_notification",
            kind="shared",
            record="person_id",
            listed=True,
            follows_grants=False,
        ),
        guard("protection_screening", kind="owned", record="person_id"),
        append_only("protection_screening"),
        guard("protection_status_proposal", kind="owned", record="person_id"),
        guard("protection_status_decision", kind="owned", record="person_id"),
        append_only("protection_status_decision"),
        guard("protection_status_review", kind="owned", record="person_id"),
    ]
