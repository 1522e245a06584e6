from django.db import migrations

from punte.core.database.policies import guard


class Migration(migrations.Migration):
    """Who sees that a bundle was asked for: the team of the case."""

    dependencies = [("bundle", "0001_bundle")]

    operations = [
        guard(
            "investigation_bundle", kind="owned", record="case_id", listed=True,
            follows_grants=False,
        ),
    ]  # fmt: skip
