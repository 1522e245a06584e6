"""What the worker does for this room. Arguments are ids."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from punte.protection.interchange import background
from punte.protection.interchange.forgetting import forget_files
from punte.protection.interchange.passing import Halted
from punte.protection.interchange.webhooks.gathering import gather
from punte.protection.interchange.webhooks.sending import send_due

STEPS = {
    "look": background.look_at,
    "check": background.check_all,
    "bring": background.bring_all,
}


@app.task(name="interchange.step", queue="imports")
def step(run_id: str, act: str) -> bool:
    """One step of an import; False when there is nothing left to do for it."""
    try:
        STEPS[act](UUID(run_id))
    except Halted:
        return False
    return True


@app.periodic(cron="41 3 * * *")
@app.task(name="interchange.forget", queue="clock", queueing_lock="interchange.forget")
def forget(timestamp: int) -> int:
    """Every night: remove files that have done their service."""
    return forget_files(timezone.now())


@app.periodic(cron="* * * * * */15")
@app.task(
    name="interchange.webhooks",
    queue="webhooks",
    lock="interchange.webhooks",
    queueing_lock="interchange.webhooks",
    retry=RetryStrategy(max_attempts=2, wait=5),
)
def webhooks(timestamp: int) -> int:
    """Look for what is new, and tell whoever asked to be told; returns how many were told."""
    gather(timezone.now())
    return send_due(timezone.now())
