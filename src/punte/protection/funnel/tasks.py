"""What the worker does for this room."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from procrastinate.contrib.django import app

from punte.protection.funnel.counting import count_again
from punte.protection.funnel.queries import last_run

# Counting never takes more than a twentieth of the worker's time.
REST = 20


@app.periodic(cron="*/10 * * * *")
@app.task(queue="default", queueing_lock="funnel")
def refresh_funnel(timestamp: int) -> int:
    """Count the funnel again; returns how many rows it has, 0 when it was counted just now."""
    run = last_run()
    if run and timezone.now() < run.at + timedelta(seconds=REST * run.seconds):
        return 0
    return count_again()
