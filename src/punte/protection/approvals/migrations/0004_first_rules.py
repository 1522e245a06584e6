from datetime import date

from django.db import migrations
from django.utils import timezone

# What one person alone should not do: pass over the person's will, carry cases out of the house,
# take up again what a coordination unit ended. The first two are acts of roles that may approve;
# reopening elsewhere stays with one person, for small agencies have nobody who may approve, and
# nobody should wait for help because of it. Erasure wants two overseers without any rule.
RULES = (("consent.override", ""), ("cases.export", ""), ("file.reopen", "coordination"))


def add_rules(apps, schema_editor):
    rule_model = apps.get_model("approvals", "ApprovalRule")
    for act, kind in RULES:
        if not rule_model.objects.filter(act=act).exists():
            rule_model.objects.create(
                act=act,
                agency_kind=kind,
                required=True,
                valid_from=date(2026, 1, 1),
                version=1,
                confirmed_at=timezone.now(),
            )


class Migration(migrations.Migration):
    """Two-person rules that hold until an office changes them."""

    dependencies = [("approvals", "0003_confirmed_rules")]

    operations = [migrations.RunPython(add_rules, migrations.RunPython.noop)]
