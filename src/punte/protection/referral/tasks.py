"""What the worker does for this room."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from punte.protection.referral.actions.expiry import expire_unanswered


@app.periodic(cron="*/5 * * * *")
@app.task(name="protection.expire_referrals", queue="clock")
def expire_referrals(timestamp: int) -> int:
    """Hand referrals that nobody answered back to their sender; returns how many."""
    return expire_unanswered(timezone.now())
