from django.db import migrations, models


class Migration(migrations.Migration):
    """The mark of a filling; only the owner, who fills, may read or write it."""

    initial = True

    dependencies = [("database", "0001_context_and_roles")]

    operations = [
        migrations.CreateModel(
            name="Seeding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("started", models.DateTimeField(auto_now_add=True)),
                ("finished", models.DateTimeField(null=True)),
                ("size", models.PositiveIntegerField()),
                ("seed", models.BigIntegerField()),
                ("aside", models.JSONField(default=list)),
            ],
            options={"db_table": "demo_seeding"},
        ),
        migrations.RunSQL(
            "REVOKE ALL ON demo_seeding FROM punte_web, punte_worker;", migrations.RunSQL.noop
        ),
    ]
