from django.db import migrations

from punte.core.database.policies import append_only, guard_rows

TABLES = ("hypothesis", "hypothesis_wording", "piece", "fitting", "defence_thing", "serving")


class Migration(migrations.Migration):
    """Who sees and writes hypotheses and the list for the defence: the team of the case."""

    dependencies = [("proof", "0001_proof"), ("cases", "0002_policies")]

    operations = [
        *(guard_rows(f"investigation_{table}") for table in TABLES),
        append_only("investigation_hypothesis_wording"),
        append_only("investigation_fitting"),
        append_only("investigation_serving"),
    ]
