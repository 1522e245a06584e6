from django.db import migrations, models

from punte.core.database.policies import append_only, guard


class Migration(migrations.Migration):
    """Only the guarded rows hold words; referral and moves hold none any more."""

    dependencies = [("referral", "0007_words")]

    operations = [
        migrations.AddConstraint(
            model_name="referralwords",
            constraint=models.UniqueConstraint(
                fields=["referral", "event"], name="words_once", nulls_distinct=False
            ),
        ),
        # Always read by its referral: the index above, and none on the audiences.
        guard("protection_referral_words", kind="owned", record="referral_id", gin=False),
        append_only("protection_referral_words"),
        migrations.RemoveField(model_name="referral", name="message"),
        migrations.RemoveField(model_name="referralevent", name="note"),
    ]
