from django.db import migrations

from punte.core.database.policies import append_only, guard


class Migration(migrations.Migration):
    """Who sees and keeps charts: the team. What a chart shows is walled by the entities."""

    dependencies = [("analysis", "0001_analysis"), ("cases", "0002_policies")]

    operations = [
        guard(
            "investigation_chart",
            kind="owned",
            record="case_id",
            listed=True,
            follows_grants=False,
        ),
        guard(
            "investigation_chart_version",
            kind="owned",
            record="case_id",
            listed=True,
            follows_grants=False,
        ),
        append_only("investigation_chart_version"),
    ]
