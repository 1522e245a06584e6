"""What the worker does for the ledger."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from punte.core.ledger.checks import run_check
from punte.core.ledger.months import make_months
from punte.core.ledger.sequencer import sequence_pending
from punte.core.ledger.stamping import stamp_head

# An authority that is down at night may be back in the morning.
LATER = RetryStrategy(max_attempts=12, wait=3600)


@app.periodic(cron="* * * * * */5")
@app.task(queue="ledger", name="ledger.sequence", queueing_lock="ledger.sequence")
def sequence(timestamp: int) -> int:
    """Every five seconds: give waiting entries their place and sign the head."""
    return sequence_pending()


@app.periodic(cron="17 3 * * *")
@app.task(queue="ledger", name="ledger.months", queueing_lock="ledger.months")
def months_ahead(timestamp: int) -> int:
    """Once a day: see that the partitions of the next months are there."""
    today = timezone.now().date()
    return make_months(today, today + timedelta(days=100))


@app.periodic(cron="37 0 * * *")
@app.task(queue="mail", name="ledger.stamp", retry=LATER)
def stamp(timestamp: int) -> bool:
    """Once a day, where the setting names an authority: have the newest head stamped."""
    return stamp_head() is not None


@app.task(queue="ledger", name="ledger.check")
def check_log(check_id: str) -> bool:
    """Verify the whole log for a check that was asked for."""
    return run_check(UUID(check_id)).state == "sound"
