"""What the worker does for this room."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from punte.protection.delivery.actions.reminding import remind


@app.periodic(cron="*/5 * * * *")
@app.task(name="protection.remind_of_appointments", queue="clock")
def remind_of_appointments(timestamp: int) -> int:
    """Tell caseworkers of appointments that are near; returns how many."""
    return remind(timezone.now())
