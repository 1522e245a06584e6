"""What the worker does for this room."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from punte.protection.retention.actions.due import compute_due


@app.periodic(cron="41 2 * * *")
@app.task(name="retention.compute_due", queue="clock")
def compute_retention(timestamp: int) -> int:
    """Write down whose time has run out; two persons decide what comes of it."""
    return compute_due(timezone.localdate())
