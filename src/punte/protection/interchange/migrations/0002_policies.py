from django.db import migrations

from punte.core.database.policies import append_only, guard

OWN = {"kind": "owned", "follows_grants": False}


class Migration(migrations.Migration):
    """Who sees and writes what comes in and goes out: the agency that does it."""

    dependencies = [("interchange", "0001_in_and_out"), ("access", "0002_policies")]

    operations = [
        guard("protection_import", record="id", listed=True, **OWN),
        guard("protection_import_row", record="person_id", listed=True, **OWN),
        append_only("protection_import_row"),
        guard("protection_import_reject", record="run_id", listed=True, **OWN),
        append_only("protection_import_reject"),
        guard("protection_import_spec", record="id", listed=True, **OWN),
        guard("protection_htcds", record="person_id", listed=True, **OWN),
        guard("protection_webhook", record="id", listed=True, **OWN),
        guard("protection_webhook_delivery", record="webhook_id", listed=True, **OWN),
    ]
