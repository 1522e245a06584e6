from django.db import migrations

from punte.core.database.policies import guard


class Migration(migrations.Migration):
    """Who sees and writes assistance files: the agency that keeps them."""

    dependencies = [("assistance", "0001_files"), ("access", "0002_policies")]

    operations = [
        guard("protection_file", kind="owned", record="id", listed=True, follows_grants=False)
    ]
