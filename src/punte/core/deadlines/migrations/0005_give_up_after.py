from django.db import migrations, models

KEEP = """
UPDATE deadlines_rule SET give_up_after = escalate_after[cardinality(escalate_after)]
WHERE measure IN ('referral.answer', 'referral.answer_urgent')
"""


class Migration(migrations.Migration):
    """Who is told of what is late stands in each agency's chain; a rule says when it is given up."""

    dependencies = [("deadlines", "0004_clock_code")]

    operations = [
        migrations.AddField(
            model_name="rule",
            name="give_up_after",
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.RunSQL(KEEP, migrations.RunSQL.noop),
        migrations.RemoveConstraint(model_name="rule", name="rule_two_steps"),
        migrations.RemoveField(model_name="rule", name="escalate_after"),
    ]
