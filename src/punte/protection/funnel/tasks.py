"""What the worker does for this room."""

from __future__ import annotations

from django.db import connection
from procrastinate.contrib.django import app


@app.periodic(cron="*/10 * * * *")
@app.task(queue="default", queueing_lock="funnel")
def refresh_funnel(timestamp: int) -> int:
    """Count the funnel again; returns how many cells it has."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT protection_refresh_funnel()")
        return int(cursor.fetchone()[0])
