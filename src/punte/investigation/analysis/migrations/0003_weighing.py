import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import punte.core.ids
from punte.core.database.policies import guard


class Migration(migrations.Migration):
    """Weights of a large case are kept for whoever asked, and for nobody else of the team."""

    dependencies = [
        ("agencies", "0001_agencies_and_people"),
        ("analysis", "0002_policies"),
        ("cases", "0003_first_offences"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Weighing",
            fields=[
                ("owner", models.IntegerField()),
                (
                    "audiences",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.IntegerField(), size=None
                    ),
                ),
                ("grants_end", models.DateTimeField(blank=True, null=True)),
                (
                    "id",
                    models.UUIDField(
                        default=punte.core.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting for the worker"),
                            ("reading", "Reading the links"),
                            ("clusters", "Finding clusters"),
                            ("paths", "Walking shortest paths"),
                            ("done", "Weighed"),
                            ("failed", "Failed"),
                        ],
                        max_length=10,
                    ),
                ),
                ("moved_at", models.DateTimeField()),
                ("counted_at", models.DateTimeField(null=True)),
                ("entities", models.PositiveIntegerField(default=0)),
                ("links", models.PositiveIntegerField(default=0)),
                ("left_out", models.BooleanField(default=False)),
                (
                    "circles",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.IntegerField(), default=list, size=None
                    ),
                ),
                ("content", models.JSONField(default=dict)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.agency",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.case",
                    ),
                ),
            ],
            options={"db_table": "investigation_weighing"},
        ),
        migrations.AddConstraint(
            model_name="weighing",
            constraint=models.UniqueConstraint(fields=("case", "account"), name="weighing_once"),
        ),
        guard(
            "investigation_weighing",
            kind="owned",
            record="case_id",
            listed=True,
            follows_grants=False,
        ),
    ]
