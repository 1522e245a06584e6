"""What the worker does for this room. Arguments are ids."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone
from procrastinate.contrib.django import app

from punte.core.database.beat import Halted
from punte.investigation.bundle import background
from punte.investigation.bundle.actions import send
from punte.investigation.bundle.gathering import Unsealed
from punte.investigation.bundle.models import CourtBundle


@app.task(name="bundle.make", queue="imports")
def make(bundle_id: str) -> bool:
    """Make a bundle; False when that is not to be done, or not yet."""
    try:
        background.make_bundle(UUID(bundle_id))
    except Halted:
        return False
    except Unsealed:
        send(CourtBundle.objects.get(id=bundle_id), later=True)
        return False
    return True


@app.periodic(cron="7 * * * *")
@app.task(name="bundle.forget", queue="clock", queueing_lock="bundle.forget")
def forget(timestamp: int) -> int:
    """Every hour: delete the bundles whose time has come."""
    return background.forget_bundles(timezone.now())
