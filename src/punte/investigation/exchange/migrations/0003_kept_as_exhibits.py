from django.db import migrations, models


class Migration(migrations.Migration):
    """A list's file may be an exhibit of its case."""

    dependencies = [("exchange", "0002_policies")]

    operations = [
        migrations.AddField("listimport", "keep", models.BooleanField(default=False)),
        migrations.AddField("listimport", "ground", models.CharField(blank=True, max_length=300)),
    ]
