from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models

# ZIPs that are kept now hold all files of their exhibits, with working copies where asked for.
FILL = """
UPDATE investigation_bundle b SET holds = (
  SELECT coalesce(array_agg(DISTINCT f.stored), '{}') FROM investigation_evidence_file f
  WHERE b.exhibits ? f.exhibit_id::text AND (b.copies OR f.kind <> 'copy'))
WHERE b.file_id IS NOT NULL;
"""


class Migration(migrations.Migration):
    """A bundle names the kept files in it: what seals or destroys one reaches it there too."""

    dependencies = [("bundle", "0002_policies"), ("evidence", "0002_policies")]

    operations = [
        migrations.AddField(
            "courtbundle",
            "holds",
            ArrayField(models.UUIDField(), default=list, size=None),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
