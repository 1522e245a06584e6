from django.db import migrations


class Migration(migrations.Migration):
    """A draft's note says from which file it came."""

    dependencies = [("configuration", "0003_class_of_answers")]

    operations = [
        migrations.RemoveIndex(model_name="edition", name="edition_batch"),
        migrations.RemoveField(model_name="edition", name="batch"),
    ]
