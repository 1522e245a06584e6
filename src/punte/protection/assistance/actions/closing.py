"""Closing a file, and what is to be asked afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from punte.core.access.door import Viewer
from punte.core.deadlines.door import start_clock, stop_clocks
from punte.core.errors import Conflict, Invalid
from punte.core.ledger.door import record
from punte.core.once import made_once
from punte.protection.approvals.door import allow_act
from punte.protection.assistance.actions.hold import (
    check_open,
    check_version,
    hold_any,
    keep_change,
)
from punte.protection.assistance.closing_words import closing_reasons
from punte.protection.assistance.machine import State as TransferState
from punte.protection.assistance.models import AssistanceFile, Closure, FollowUp, Transfer
from punte.protection.assistance.registry import settle_all, still_open
from punte.protection.assistance.responsible import responsible_for
from punte.protection.assistance.rules import follow_up_days
from punte.protection.persons.door import COUNTRIES, code_of


@dataclass(frozen=True)
class Ending:
    """Why and how a file closes. county and country: where the person goes, never an address.

    left_open: somebody has said that what is still open may stay behind.
    """

    reason: str
    summary: str
    safety_plan: str = ""
    county: str = ""
    country: str = ""
    left_open: bool = False


@transaction.atomic
def close_file(
    *, by: Viewer, file: UUID, ending: Ending, request_key: UUID, version: int | None = None
) -> Closure:
    """Close a file and plan its follow-ups after 1, 3, 6 and 12 months.

    The same key twice closes once. Raises Conflict (closed, changed, offered to a desk, something
    open that nobody acknowledged), Invalid (words missing).
    """
    row = hold_any(by, file)

    def make() -> Closure:
        check_open(row)
        check_version(row, version)
        check_ending(ending)
        left_open = check_open_things(by, row, ending)
        allow_act(by=by, act="file.close", about=row.id)
        return make_closure(by, row, ending, request_key, left_open)

    same = {"file_id": row.id, "by_id": by.account_id}
    closure, new = made_once(Closure, by=by, request_key=request_key, same=same, make=make)
    if new:
        carry_out(by, row, closure)
    return closure


def check_ending(ending: Ending) -> None:
    """Refuse an ending that nobody could read later."""
    if ending.reason not in dict(closing_reasons()):
        raise Invalid(_("Choose a reason."))
    if not 10 <= len(ending.summary.strip()) <= 4000:
        raise Invalid(_("Sum up the work in 10 to 4,000 characters."))
    if len(ending.safety_plan) > 4000:
        raise Invalid(_("The safety plan is longer than 4,000 characters."))
    if ending.country and ending.country not in COUNTRIES:
        raise Invalid(_("Choose a country of the list."))


def check_open_things(by: Viewer, row: AssistanceFile, ending: Ending) -> list[list[object]]:
    """What is left behind, in words and numbers; Conflict when nobody has said that it may be."""
    if Transfer.objects.visible_to(by).filter(file=row, state=TransferState.ASKED).exists():
        raise Conflict(
            _("This file is offered to a desk. Withdraw that first."),
            what="close file under hand-over",
            subject=row.person_id,
        )
    found = still_open(by, row)
    if found and not ending.left_open:
        words = ", ".join(f"{label}: {count}" for label, count in found)
        raise Conflict(
            _("Still open: %(what)s. End it, or say that it may stay behind.") % {"what": words},
            what="close file with open work",
            subject=row.person_id,
        )
    return [[label, count] for label, count in found]


def make_closure(
    by: Viewer,
    row: AssistanceFile,
    ending: Ending,
    request_key: UUID,
    left_open: list[list[object]],
) -> Closure:
    return Closure.objects.create(
        file=row,
        at=timezone.now(),
        by_id=by.account_id,
        reason=ending.reason,
        summary=ending.summary.strip(),
        safety_plan=ending.safety_plan.strip(),
        county=ending.county.strip()[:40],
        country=ending.country,
        left_open=left_open,
        request_key=request_key,
        owner=row.owner,
        audiences=row.audiences,
    )


def carry_out(by: Viewer, row: AssistanceFile, closure: Closure) -> None:
    """The file's state, its clocks, what follows, and the entry in the ledger."""
    settle_all(by, row)
    stop_clocks(by=by, about_id=row.id)
    row.state, row.closed_at = AssistanceFile.State.CLOSED, closure.at
    row.close_reason = closure.reason
    keep_change(row, "state", "closed_at", "close_reason")
    plan_follow_ups(by, row, closure)
    record(
        action="assistance.close",
        by=by,
        subject=row.person_id,
        owners=[row.owner],
        detail={"file": str(row.id), "reason": closure.reason, "left_open": closure.left_open},
    )


def plan_follow_ups(by: Viewer, row: AssistanceFile, closure: Closure) -> None:
    """A row and a clock for each; nobody is asked after a death or a mistake."""
    for months, day in follow_up_days(timezone.localdate(closure.at), closure.reason):
        follow_up = FollowUp.objects.create(
            file=row,
            closure=closure,
            months=months,
            due_on=day,
            owner=row.owner,
            audiences=row.audiences,
        )
        start_clock(
            by=by,
            measure="assistance.follow_up",
            jurisdiction=row.jurisdiction,
            record=row.person_id,
            about_kind="follow_up",
            about_id=follow_up.id,
            owner=row.owner,
            responsible=responsible_for(row),
            audiences=row.audiences,
            url=f"/files/{row.id}/follow-ups/",
            due=timezone.make_aware(datetime.combine(day, time(23, 59, 59))),
            code=code_of(row.plant, row.number),
        )
