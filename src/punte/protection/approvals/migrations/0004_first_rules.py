from datetime import date

from django.db import migrations
from django.utils import timezone

# What one person alone should not do: pass over the person's will, carry cases out of the house,
# take up again what was ended. Erasure wants two overseers without any rule.
ACTS = ("consent.override", "cases.export", "file.reopen")


def add_rules(apps, schema_editor):
    rule_model = apps.get_model("approvals", "ApprovalRule")
    for act in ACTS:
        if not rule_model.objects.filter(act=act).exists():
            rule_model.objects.create(
                act=act,
                required=True,
                valid_from=date(2026, 1, 1),
                version=1,
                confirmed_at=timezone.now(),
            )


class Migration(migrations.Migration):
    """Two-person rules that hold until an office changes them."""

    dependencies = [("approvals", "0003_confirmed_rules")]

    operations = [migrations.RunPython(add_rules, migrations.RunPython.noop)]
