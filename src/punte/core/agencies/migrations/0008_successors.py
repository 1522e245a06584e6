import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Who answers for what a closed desk had under way."""

    dependencies = [("agencies", "0007_programs")]

    operations = [
        migrations.AddField(
            model_name="desk",
            name="successor",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="answers_for",
                to="agencies.desk",
            ),
        ),
        migrations.AddConstraint(
            model_name="desk",
            constraint=models.CheckConstraint(
                condition=models.Q(("open", False), ("successor", None), _connector="OR"),
                name="open_desk_answers_itself",
            ),
        ),
    ]
