from django.db import migrations

from punte.core.database.policies import append_only, guard


class Migration(migrations.Migration):
    """Wishes are seen and answered within their agency; versions of rules are never changed."""

    dependencies = [("approvals", "0001_rules_and_wishes"), ("access", "0002_policies")]

    operations = [
        guard(
            "protection_approval",
            kind="owned",
            record="about_id",
            listed=True,
            follows_grants=False,
        ),
        append_only("protection_approval_rule"),
    ]
