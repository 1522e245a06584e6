import json
from pathlib import Path

from django.db import migrations

from punte.core.deadlines.calendars import public_holidays
from punte.core.deadlines.measures import MEASURES

TABLE = Path(__file__).resolve().parent.parent / "rules.json"
YEARS = range(2024, 2029)


def _then(row):
    """A rule as the table kept it then: the hours after which it is given up stood in a list."""
    after = row.get("give_up_after")
    kept = {key: value for key, value in row.items() if key != "give_up_after"}
    return {**kept, "escalate_after": [] if after is None else [after]}


def fill(apps, schema_editor):
    """Rules from rules.json, all unverified; holidays of both countries by rule."""
    table = json.loads(TABLE.read_text(encoding="utf-8"))
    Rule = apps.get_model("deadlines", "Rule")
    Rule.objects.bulk_create(
        Rule(
            **_then(row),
            trigger=MEASURES[row["measure"]].trigger,
            valid_from=table["valid_from"],
            version=1,
        )
        for row in table["rules"]
    )
    Holiday = apps.get_model("deadlines", "Holiday")
    Holiday.objects.bulk_create(
        Holiday(jurisdiction=code, day=day, name=name)
        for code in ("RO", "MD")
        for year in YEARS
        for day, name in public_holidays(code, year).items()
    )


class Migration(migrations.Migration):
    dependencies = [("deadlines", "0002_policies")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
