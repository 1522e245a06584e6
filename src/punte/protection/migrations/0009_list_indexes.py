from django.db import migrations, models


class Migration(migrations.Migration):
    """Indexes in the whole order of each list, so that a page is read and nothing is sorted."""

    dependencies = [
        ('protection', '0008_narrower_walls'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='notification',
            name='notification_inbox',
        ),
        migrations.RemoveIndex(
            model_name='notification',
            name='notification_outbox',
        ),
        migrations.RemoveIndex(
            model_name='person',
            name='person_owner_changed',
        ),
        migrations.RemoveIndex(
            model_name='referral',
            name='referral_sender_due',
        ),
        migrations.RemoveIndex(
            model_name='referral',
            name='referral_desk_due',
        ),
        migrations.AddIndex(
            model_name='notification',
            index=models.Index(fields=['to_agency', 'state', '-sent_at', '-id'], name='notification_by_state'),
        ),
        migrations.AddIndex(
            model_name='notification',
            index=models.Index(fields=['from_agency', '-sent_at', '-id'], name='notification_sent'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(fields=['owner', '-changed_at', 'id'], name='person_by_change'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(fields=['owner', 'status', 'id'], name='person_by_status'),
        ),
        migrations.AddIndex(
            model_name='referral',
            index=models.Index(fields=['sender', '-changed_at', 'id'], name='referral_sent_by_change'),
        ),
        migrations.AddIndex(
            model_name='referral',
            index=models.Index(fields=['desk', '-changed_at', 'id'], name='referral_here_by_change'),
        ),
        migrations.AddIndex(
            model_name='referral',
            index=models.Index(fields=['sender', 'due_at', '-changed_at'], name='referral_sent_by_due'),
        ),
        migrations.AddIndex(
            model_name='referral',
            index=models.Index(fields=['desk', 'due_at', '-changed_at'], name='referral_here_by_due'),
        ),
        migrations.AddIndex(
            model_name='referral',
            index=models.Index(fields=['number'], name='referral_number'),
        ),
    ]
