import django.contrib.postgres.fields
import django.db.models.deletion
import punte.core.ids
from django.db import migrations, models

FILL = """
INSERT INTO protection_referral_words (id, referral_id, event_id, text, owner, audiences, grants_end)
SELECT gen_random_uuid(), r.id, w.event, w.text, r.owner,
  coalesce(s.audiences, ARRAY[r.owner]), s.grants_end
FROM (
  SELECT id AS referral, NULL::uuid AS event, message AS text
  FROM protection_referral WHERE message <> ''
  UNION ALL
  SELECT referral_id, id, note FROM protection_referral_event WHERE note <> ''
) w
JOIN protection_referral r ON r.id = w.referral
LEFT JOIN protection_referral_snapshot s ON s.referral_id = r.id;
"""


class Migration(migrations.Migration):
    """What a side wrote is opened and closed by the database, as the rest of what was shared."""

    dependencies = [("referral", "0006_desk_closing")]

    operations = [
        migrations.CreateModel(
            name='ReferralWords',
            fields=[
                ('owner', models.IntegerField()),
                ('audiences', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), size=None)),
                ('grants_end', models.DateTimeField(blank=True, null=True)),
                ('id', models.UUIDField(default=punte.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('text', models.TextField(max_length=4000)),
                ('event', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='referral.referralevent')),
                ('referral', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='words', to='referral.referral')),
            ],
            options={
                'db_table': 'protection_referral_words',
            },
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
