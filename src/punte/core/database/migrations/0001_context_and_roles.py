from django.db import migrations

from punte.core.database.policies import FUNCTIONS


class Migration(migrations.Migration):
    """Functions the policies stand on, and what the two serving roles may touch by default."""

    dependencies = [("contenttypes", "0002_remove_content_type_name")]

    operations = [migrations.RunSQL(FUNCTIONS, migrations.RunSQL.noop)]
