import json
from pathlib import Path

from django.db import migrations
from django.utils import timezone

TABLE = Path(__file__).resolve().parent.parent / "data" / "measures-v1.json"


def fill(apps, schema_editor):
    """Measures of both countries to begin with, all unverified."""
    table = json.loads(TABLE.read_text(encoding="utf-8"))
    Rule = apps.get_model("authorisations", "MeasureRule")
    Rule.objects.bulk_create(
        Rule(**row, valid_from=table["valid_from"], version=1, confirmed_at=timezone.now())
        for row in table["rules"]
    )


class Migration(migrations.Migration):
    """A table of measures to begin with."""

    dependencies = [("authorisations", "0002_policies")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
