from django.db import migrations, models

from punte.core.database.policies import classed_rows


class Migration(migrations.Migration):
    """Answers have a class of data each; roles without it do not see them."""

    dependencies = [("configuration", "0002_policies")]

    operations = [
        migrations.AddField(
            model_name="formanswers",
            name="held_class",
            field=models.CharField(
                choices=[
                    ("operational", "Case work"),
                    ("medical", "Medical"),
                    ("legal", "Legal"),
                ],
                db_column="data_class",
                default="operational",
                max_length=20,
            ),
        ),
        migrations.AddIndex(
            model_name="formanswers",
            index=models.Index(fields=["person_id", "-changed_at"], name="answers_of_person"),
        ),
        classed_rows("protection_form_answers"),
    ]
