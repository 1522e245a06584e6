from django.db import migrations, models


class Migration(migrations.Migration):
    """Whether an end of a link is seen is answered by an index alone."""

    dependencies = [("subjects", "0006_signatures")]

    operations = [
        migrations.AddIndex(
            model_name="entity",
            index=models.Index(
                fields=["group"],
                include=("case", "owner", "audiences", "grants_end"),
                condition=models.Q(tail=None),
                name="thing_by_group",
            ),
        )
    ]
