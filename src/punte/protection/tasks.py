"""What the worker does for this room."""

from __future__ import annotations

from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django import app

from punte.protection.actions.referral_expiry import expire_unanswered


@app.periodic(cron="*/10 * * * *")
@app.task(queue="default", queueing_lock="funnel")
def refresh_funnel(timestamp: int) -> int:
    """Count the funnel again; returns how many cells it has."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT protection_refresh_funnel()")
        return int(cursor.fetchone()[0])


@app.periodic(cron="*/5 * * * *")
@app.task(name="protection.expire_referrals", queue="clock")
def expire_referrals(timestamp: int) -> int:
    """Hand referrals that nobody answered back to their sender; returns how many."""
    return expire_unanswered(timezone.now())
