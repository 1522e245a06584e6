"""Placing and ending a legal hold."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from punte.core.access.door import Permission, Viewer
from punte.core.errors import Conflict, Invalid
from punte.core.ids import new_id
from punte.core.ledger.door import record
from punte.protection.retention import queries
from punte.protection.retention.models import LegalHold

SHORTEST, LONGEST = 10, 2000


@transaction.atomic
def place_hold(
    *,
    by: Viewer,
    person: str,
    reason: str,
    until: date | None = None,
    agency: int | None = None,
) -> LegalHold:
    """Keep a person's data from being erased. person: the pseudonym; until: the last day, or None.

    agency: whose file it is about, if one alone; the data of all is kept with it, since they
    share one key. Raises Invalid for a short reason or a past day, NotHere for a stranger.
    """
    subject, code = queries.find_person(by, person)
    if until is not None and until < timezone.localdate():
        raise Invalid(_("The last day of a hold is today or later."))
    hold = LegalHold(
        id=new_id(),
        subject=subject,
        code=code,
        agency_id=agency,
        reason=checked_reason(reason),
        until=until,
        placed_by=by.account_id,
        placed_at=timezone.now(),
        owner=by.oversight_audience,
        audiences=[by.oversight_audience],
    )
    hold.save(force_insert=True)
    detail = {"hold": str(hold.id), "reason": hold.reason, "until": str(until or "")}
    record(action="retention.hold", by=by, subject=subject, detail=detail)
    return hold


@transaction.atomic
def end_hold(*, by: Viewer, hold: UUID, reason: str) -> LegalHold:
    """The hold keeps nothing any more. Raises Conflict when it has ended already."""
    by.require(Permission.RETAIN)
    row = queries.get_hold(by, hold, lock=True)
    if row.ended_at is not None:
        raise Conflict(what="end hold", subject=row.subject)
    row.ended_at, row.ended_by = timezone.now(), by.account_id
    row.end_reason = checked_reason(reason)
    row.save(update_fields=["ended_at", "ended_by", "end_reason"])
    detail = {"hold": str(row.id), "reason": row.end_reason}
    record(action="retention.end_hold", by=by, subject=row.subject, detail=detail)
    return row


def checked_reason(reason: str) -> str:
    """The reason, stripped. Raises Invalid when it is none."""
    text = reason.strip()
    if not SHORTEST <= len(text) <= LONGEST or "\x00" in text:
        raise Invalid(_("Say in at least %(count)d characters why.") % {"count": SHORTEST})
    return text
