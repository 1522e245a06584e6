from django.db import migrations

# procrastinate's tables may have been made before the default rights were set.
SQL = """
GRANT SELECT, INSERT, UPDATE, DELETE ON procrastinate_jobs, procrastinate_events,
  procrastinate_periodic_defers, procrastinate_workers TO punte_worker;
REVOKE ALL ON procrastinate_jobs, procrastinate_events,
  procrastinate_periodic_defers, procrastinate_workers FROM punte_web;
GRANT SELECT, INSERT ON procrastinate_jobs, procrastinate_events TO punte_web;
GRANT USAGE, SELECT ON procrastinate_jobs_id_seq, procrastinate_events_id_seq,
  procrastinate_periodic_defers_id_seq TO punte_web, punte_worker;
"""


class Migration(migrations.Migration):
    """The web queues jobs and cannot change them; the worker runs them."""

    dependencies = [
        ("procrastinate", "0041_post_retry_failed_job"),
        ("database", "0001_context_and_roles"),
    ]

    operations = [migrations.RunSQL(SQL, migrations.RunSQL.noop)]
