"""The periodic work of every node. Arguments are times and ids, never data of a person."""

from __future__ import annotations

from django.db import connection
from django.utils import timezone
from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app

from punte.core.jobs.calls import make_due_calls

AGAIN = RetryStrategy(max_attempts=5, exponential_wait=3)
STALLED_SECONDS = 60
KEEP_HOURS = 7 * 24
SWEEP = 500


@app.periodic(cron="* * * * *")
@app.task(name="jobs.sweep_grants", queue="clock", queueing_lock="sweep_grants", retry=AGAIN)
def sweep_grants(timestamp: int) -> int:
    """End access that has run out; returns how many records were looked at again."""
    swept = 0
    while True:
        with connection.cursor() as cursor:
            cursor.execute("SELECT punte_sweep_grants(%s)", [SWEEP])
            more = int(cursor.fetchone()[0])
        swept += more
        if not more:
            return swept


@app.periodic(cron="* * * * *")
@app.task(name="jobs.tick_deadlines", queue="clock", queueing_lock="tick_deadlines", retry=AGAIN)
def tick_deadlines(timestamp: int) -> int:
    """Warn, mark what was missed, escalate; returns how many calls were made."""
    return make_due_calls(timezone.now())


@app.periodic(cron="*/2 * * * *")
@app.task(name="jobs.revive", queue="clock", queueing_lock="revive", retry=AGAIN, pass_context=True)
async def revive(context: JobContext, timestamp: int) -> int:
    """Queue again what a killed worker left half-done; returns how many jobs."""
    manager = context.app.job_manager
    stalled = list(await manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_SECONDS))
    for job in stalled:
        await manager.retry_job(job)
    return len(stalled)


@app.periodic(cron="17 3 * * *")
@app.task(
    name="jobs.clean_up", queue="clock", queueing_lock="clean_up", retry=AGAIN, pass_context=True
)
async def clean_up(context: JobContext, timestamp: int) -> None:
    """Forget jobs that were done a week ago; failed ones stay to be looked at."""
    await context.app.job_manager.delete_old_jobs(nb_hours=KEEP_HOURS)
