import json
from pathlib import Path

from django.db import migrations

TABLE = Path(__file__).resolve().parent.parent / "data" / "offences.json"


def fill(apps, schema_editor):
    """Offences of both countries to begin with, all unverified."""
    table = json.loads(TABLE.read_text(encoding="utf-8"))
    Offence = apps.get_model("cases", "Offence")
    Offence.objects.bulk_create(
        Offence(
            **row,
            jurisdiction=row["key"][:2],
            since=table["since"],
            source=row["article"],
        )
        for row in table["offences"]
    )


class Migration(migrations.Migration):
    """A table of offences to begin with."""

    dependencies = [("cases", "0002_policies")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
