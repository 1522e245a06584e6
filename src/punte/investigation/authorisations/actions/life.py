"""What happens to an order: put in force, ended, run out, lapsed; the subject told, or not yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from punte.core.access.door import Permission, Viewer
from punte.core.errors import Conflict, Invalid, Refused
from punte.core.once import made_once
from punte.investigation.authorisations import clocks
from punte.investigation.authorisations.actions.common import enter, go, hold, keep, of, tell
from punte.investigation.authorisations.actions.sealing import seal_all
from punte.investigation.authorisations.machine import OVER, Move
from punte.investigation.authorisations.models import Authorisation, Delay, Reason
from punte.investigation.authorisations.rules import later
from punte.investigation.cases.door import Case


@transaction.atomic
def activate(*, by: Viewer, authorisation: UUID, version: int) -> Authorisation:
    """Put an order in force; another person than who recorded it.

    Raises Refused to who recorded it, Conflict when it has ended or changed meanwhile.
    """
    row, _case = hold(by, authorisation, permission=Permission.ASK_MEASURE, version=version)
    if row.two_persons and row.decided_by_id == by.account_id:
        raise Refused(
            _("A second person must put this in force: you recorded the order."),
            what="activate measure",
        )
    now = timezone.now()
    go(row, Move.ACTIVATE, now)
    row.activated_by_id, row.activated_at = by.account_id, now
    keep(by, row, Move.ACTIVATE)
    return row


@transaction.atomic
def end_early(*, by: Viewer, authorisation: UUID, version: int, reason: str) -> Authorisation:
    """Stop it before its end, at once. Raises Refused, NotHere, Conflict."""
    row, case = hold(
        by, authorisation, permission=Permission.ASK_MEASURE, version=version, closed_too=True
    )
    now = timezone.now()
    go(row, Move.END, now)
    row.ended_at = now
    _after_end(row)
    keep(by, row, Move.END, reason=reason)
    clocks.ended(by, row)
    tell("measure_ended", case, Permission.GRANT_MEASURE, row.get_absolute_url(), by)
    return row


@transaction.atomic
def not_confirmed(*, by: Viewer, authorisation: UUID, version: int, reason: str) -> Authorisation:
    """The judge did not confirm the urgent order: it lapses, and its product is sealed."""
    row, case = hold(
        by, authorisation, permission=Permission.GRANT_MEASURE, version=version, closed_too=True
    )
    _lapse(by, row, case, Move.NOT_CONFIRM, timezone.now(), reason)
    return row


@transaction.atomic
def run_out(row: Authorisation, now: datetime) -> None:
    """For the worker: its end has come. That it no longer holds needs nobody to write it down."""
    go(row, Move.RUN_OUT, now)
    _after_end(row)
    keep(None, row, Move.RUN_OUT)
    clocks.ended(None, row)
    tell("measure_ended", row.case, Permission.ASK_MEASURE, row.get_absolute_url(), None)


@transaction.atomic
def lapse(row: Authorisation, now: datetime) -> None:
    """For the worker: no judge confirmed the urgent order in time."""
    _lapse(None, row, row.case, Move.LAPSE, now, "")


def _lapse(
    by: Viewer | None, row: Authorisation, case: Case, move: Move, now: datetime, reason: str
) -> None:
    go(row, move, now)
    _after_end(row)
    keep(by, row, move, reason=reason)
    clocks.stopped(by, row.pk)
    clocks.ended(by, row)
    seal_all(by, row, Reason.NOT_CONFIRMED)
    tell("measure_lapsed", case, Permission.GRANT_MEASURE, row.get_absolute_url(), by)


def _after_end(row: Authorisation) -> None:
    """From when the subject is to be told, and the product destroyed."""
    end, rule = row.ended_at or row.end, row.rule
    if end is None:
        return
    if rule.notice_days is not None and row.notified_at is None:
        row.notice_by = later(end, row.zone, days=rule.notice_days)
    if rule.delete_months is not None:
        row.destroy_by = later(end, row.zone, months=rule.delete_months)


@dataclass(frozen=True)
class PutOff:
    """A judge's decision that the subject be told later. until: aware."""

    until: datetime
    reason: str
    court: str
    number: str
    judge: str


@transaction.atomic
def postpone_notice(
    *, by: Viewer, authorisation: UUID, version: int, decision: PutOff, request_key: UUID
) -> Authorisation:
    """The subject is told later, as a judge decided with a reason.

    Raises Conflict when nothing is to be told, or it was; Invalid for a day that is not later.
    """
    row, _case = hold(by, authorisation, permission=Permission.GRANT_MEASURE, closed_too=True)
    seen = Delay.objects.visible_to(by).filter(authorisation=row, request_key=request_key)
    if seen.exists():
        return row
    row, _case = hold(
        by, authorisation, permission=Permission.GRANT_MEASURE, version=version, closed_too=True
    )
    _check_to_tell(row)
    if row.notice_by is None or decision.until <= max(row.notice_by, timezone.now()):
        raise Invalid(_("The new day must be later than the one that stands, and lie ahead."))
    made_once(
        Delay,
        by=by,
        request_key=request_key,
        same={"authorisation_id": row.pk},
        make=lambda: Delay.objects.create(
            **of(row),
            until=decision.until,
            reason=decision.reason.strip(),
            court=decision.court.strip(),
            number=decision.number.strip(),
            judge=decision.judge.strip(),
            at=timezone.now(),
            by_id=by.account_id,
            request_key=request_key,
        ),
    )
    row.notice_by, row.postponements = decision.until, row.postponements + 1
    _save(by, row, "measure.postpone_notice", until=decision.until.isoformat())
    clocks.put_off(by, row)
    return row


@transaction.atomic
def record_notice(*, by: Viewer, authorisation: UUID, version: int) -> Authorisation:
    """The subject was told of the measure. Raises Conflict when nothing is to tell."""
    row, _case = hold(
        by, authorisation, permission=Permission.GRANT_MEASURE, version=version, closed_too=True
    )
    _check_to_tell(row)
    row.notified_at = timezone.now()
    _save(by, row, "measure.notify")
    clocks.notified(by, row)
    return row


def _check_to_tell(row: Authorisation) -> None:
    if row.state not in OVER or row.notice_by is None or row.notified_at is not None:
        raise Conflict(_("The subject was told already, or there is nothing to tell yet."))


def _save(by: Viewer, row: Authorisation, action: str, **detail: str) -> None:
    row.version += 1
    row.save()
    enter(action, by, row, **detail)
