from django.db import migrations

from punte.core.database.policies import signed_by_oneself


class Migration(migrations.Migration):
    """Two people merge: neither signs for the other."""

    dependencies = [("subjects", "0005_narrow_questions"), ("database", "0002_signatures")]

    operations = [
        signed_by_oneself(
            "investigation_merge", "proposed_by_id", "decided_by_id", "split_by_id"
        )
    ]
