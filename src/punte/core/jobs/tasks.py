"""The periodic work of every node. Arguments are times and ids, never data of a person."""

from __future__ import annotations

import logging

from django.db import connection
from django.utils import timezone
from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.exceptions import ConnectorException, UniqueViolation
from procrastinate.jobs import Status

from punte.core.escalation.door import climb_due
from punte.core.jobs.calls import make_due_calls

log = logging.getLogger("punte.jobs")
# No queueing locks here: a retry would collide with the next minute's job, and all of this work
# is safe beside itself (rows are taken with SKIP LOCKED).
AGAIN = RetryStrategy(max_attempts=5, exponential_wait=3)
STALLED_SECONDS = 60
KEEP_HOURS = 7 * 24
SWEEP = 500


@app.periodic(cron="* * * * *")
@app.task(name="jobs.sweep_grants", queue="clock", retry=AGAIN)
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
@app.task(name="jobs.tick_deadlines", queue="clock", retry=AGAIN)
def tick_deadlines(timestamp: int) -> int:
    """Warn, mark what was missed, begin its chain; returns how many calls were made."""
    return make_due_calls(timezone.now())


@app.periodic(cron="* * * * *")
@app.task(name="jobs.climb_chains", queue="clock", retry=AGAIN)
def climb_chains(timestamp: int) -> int:
    """Tell the next step of what is late and nobody sees to; returns how many steps."""
    return climb_due(now=timezone.now())


@app.periodic(cron="*/2 * * * *")
@app.task(name="jobs.revive", queue="clock", retry=AGAIN, pass_context=True)
async def revive(context: JobContext, timestamp: int) -> int:
    """Queue again what a killed worker left half-done; returns how many jobs."""
    manager = context.app.job_manager
    stalled = list(await manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_SECONDS))
    for job in stalled:
        try:
            await manager.retry_job(job)
        except UniqueViolation:  # the same work is queued already; this one is not needed
            await manager.finish_job(job, status=Status.FAILED, delete_job=True)
        except ConnectorException as error:  # another worker was quicker
            log.warning("Job %s was not queued again: %s", job.id, error)
    return len(stalled)


@app.periodic(cron="17 3 * * *")
@app.task(name="jobs.clean_up", queue="clock", retry=AGAIN, pass_context=True)
async def clean_up(context: JobContext, timestamp: int) -> None:
    """Forget jobs that were done a week ago; failed ones stay to be looked at."""
    await context.app.job_manager.delete_old_jobs(nb_hours=KEEP_HOURS)
