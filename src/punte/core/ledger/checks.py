"""A check asked for on a page and done by the worker."""

from __future__ import annotations

import logging
import time
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from punte.core.ledger.actions import Actor, record
from punte.core.ledger.models import Check
from punte.core.ledger.queries import check_of, newest_check
from punte.core.ledger.sequencer import sequence_pending
from punte.core.ledger.verifier import verify

log = logging.getLogger("punte.ledger")
SILENT = timedelta(minutes=2)
TOLD_EVERY = 1.0


@transaction.atomic
def start_check(*, by: Actor) -> Check:
    """Ask the worker to verify the whole log; one that still runs is given back instead."""
    from punte.core.ledger.tasks import check_log

    now = timezone.now()
    running = newest_check()
    if running and not running.ended and now - running.moved_at < SILENT:
        return running
    check = Check(asked_by=by.account_id, asked_at=now, moved_at=now)
    check.save(force_insert=True)
    record(action="ledger.check", by=by, detail={"check": str(check.id)})
    check_log.defer(check_id=str(check.id))
    return check


def run_check(check_id: UUID) -> Check:
    """Do a check that was asked for, telling how far it is; needs the worker's role."""
    check = check_of(check_id)
    told = 0.0

    def tell(done: int, size: int) -> None:
        nonlocal told
        if done == size or time.monotonic() - told > TOLD_EVERY:
            told = time.monotonic()
            _move(check, state=Check.State.RUNNING, done=done, size=size)

    try:
        sequence_pending()
        report = verify(progress=tell)
    except Exception:
        log.exception("the check of the ledger failed")
        _move(check, state=Check.State.FAILED)
        raise
    state = Check.State.SOUND if report.sound else Check.State.BROKEN
    return _move(check, state=state, result=report.to_json())


def _move(check: Check, **values: object) -> Check:
    for name, value in {**values, "moved_at": timezone.now()}.items():
        setattr(check, name, value)
    check.save(update_fields=[*values, "moved_at"])
    return check
