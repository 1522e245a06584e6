from django.db import migrations

from punte.core.database.policies import append_only, guard, guard_through


class Migration(migrations.Migration):
    """Who sees and writes consents and referrals."""

    dependencies = [
        ("referral", "0001_consents_and_referrals"),
        ("access", "0002_policies"),
    ]

    operations = [
        guard("protection_consent", kind="owned", record="person_id", follows_grants=False),
        guard(
            "protection_referral",
            kind="shared",
            record="person_id",
            listed=True,
            follows_grants=False,
        ),
        guard("protection_referral_snapshot", kind="owned", record="referral_id"),
        append_only("protection_referral_snapshot"),
        guard_through("protection_referral_event", parent="protection_referral", key="referral_id"),
    ]
