from django.db import migrations

from punte.core.database.policies import append_only, guard


class Migration(migrations.Migration):
    """Verdicts are their agency's own, and never changed: a new one follows."""

    dependencies = [("duplicates", "0001_verdicts"), ("access", "0002_policies")]

    operations = [
        guard(
            "protection_duplicate_verdict",
            kind="owned",
            record="one_id",
            listed=True,
            follows_grants=False,
        ),
        append_only("protection_duplicate_verdict"),
    ]
