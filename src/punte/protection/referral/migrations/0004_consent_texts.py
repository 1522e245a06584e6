import json
from pathlib import Path

from django.db import migrations

FILE = Path(__file__).resolve().parent.parent / "data" / "consent-texts-v1.json"


def add_texts(apps, schema_editor):
    text_model = apps.get_model("referral", "ConsentText")
    data = json.loads(FILE.read_text(encoding="utf-8"))
    for language, words in data["texts"].items():
        text_model.objects.create(
            key=data["key"],
            version=data["version"],
            language=language,
            title=words["title"],
            body=words["body"],
            valid_from=data["valid_from"],
        )


class Migration(migrations.Migration):
    """The first consent text, in four languages."""

    dependencies = [("referral", "0003_touch_person")]

    operations = [migrations.RunPython(add_texts, migrations.RunPython.noop)]
