from django.db import migrations

from punte.core.database.policies import guard


class Migration(migrations.Migration):
    """Who sees and writes persons."""

    dependencies = [("persons", "0001_persons"), ("access", "0002_policies")]

    operations = [
        guard("protection_person", kind="owned", record="id", gin=False),
    ]
