import json
from pathlib import Path

from django.db import migrations
from django.utils import timezone

FILE = Path(__file__).resolve().parent.parent / "data" / "rules-v1.json"


def add_rules(apps, schema_editor):
    rule_model = apps.get_model("retention", "RetentionRule")
    data = json.loads(FILE.read_text(encoding="utf-8"))
    for row in data["rules"]:
        rule_model.objects.create(
            **row,
            source=data["source"],
            valid_from=data["valid_from"],
            version=1,
            made_at=timezone.now(),
        )


class Migration(migrations.Migration):
    """The first rules, each marked as unverified."""

    dependencies = [("retention", "0002_policies")]

    operations = [migrations.RunPython(add_rules, migrations.RunPython.noop)]
