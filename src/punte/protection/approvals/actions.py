"""Asking for a second person, answering, and using what was approved."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from punte.core.access.door import Permission, Viewer, get_visible
from punte.core.deadlines.door import meet_clock, start_clock, stop_clocks
from punte.core.errors import Conflict, Invalid, Refused
from punte.core.ledger.door import record
from punte.core.notices.door import send_notice
from punte.core.once import made_once
from punte.protection.approvals.acts import find_act, is_act
from punte.protection.approvals.models import Approval
from punte.protection.approvals.queries import (
    approved,
    get_approval,
    may_answer,
    may_use,
    needs_approval,
    rule_for,
)

MEASURE = "assistance.approval"


@dataclass(frozen=True)
class Wish:
    """What one wants to do. url: the page of what it is about. details: codes and keys alone."""

    act: str
    about_kind: str
    about_id: UUID
    url: str
    reason: str
    person: UUID | None = None
    code: str = ""
    details: dict[str, Any] = field(default_factory=dict)


@transaction.atomic
def ask_approval(*, by: Viewer, wish: Wish, request_key: UUID) -> Approval:
    """Ask a colleague to approve; asking twice with the same key asks once.

    Raises Invalid without a reason or for an unknown act, Conflict while the same is asked.
    """
    if not is_act(wish.act) or not wish.reason.strip():
        raise Invalid(_("Say what you want to do, and why."))
    same = {"asked_by_id": by.account_id, "act": wish.act, "about_id": wish.about_id}
    try:
        with transaction.atomic():
            row, new = made_once(
                Approval,
                by=by,
                request_key=request_key,
                same=same,
                make=lambda: _make(by, wish, request_key),
            )
    except IntegrityError as error:
        raise Conflict(_("This has been asked already; it waits for an answer.")) from error
    if new:
        _tell_asked(by, row)
    return row


def _make(by: Viewer, wish: Wish, request_key: UUID) -> Approval:
    rule = rule_for(by, wish.act)
    return Approval.objects.create(
        act=wish.act,
        about_kind=wish.about_kind,
        about_id=wish.about_id,
        person=wish.person,
        code=wish.code,
        url=wish.url,
        reason=wish.reason.strip()[:1000],
        details=wish.details,
        permission=rule.permission if rule else Permission.APPROVE.value,
        rule=rule,
        asked_by_id=by.account_id,
        asked_at=timezone.now(),
        request_key=request_key,
        owner=by.agency_audience,
        audiences=[by.agency_audience],
    )


def _tell_asked(by: Viewer, row: Approval) -> None:
    start_clock(
        by=by,
        measure=MEASURE,
        jurisdiction=by.jurisdiction,
        record=row.person,
        code=row.code,
        about_kind="approval",
        about_id=row.id,
        owner=row.owner,
        audiences=row.audiences,
        url=row.get_absolute_url(),
    )
    send_notice(
        kind="approval_asked",
        url=row.get_absolute_url(),
        params={"person": row.code} if row.code else {},
        to_audience=row.owner,
        by=by,
    )
    _enter("ask", by, row)


@transaction.atomic
def decide_approval(*, by: Viewer, approval: UUID, approve: bool, answer: str) -> Approval:
    """Approve or refuse; an approved act is carried out at once where its room said how.

    Raises Refused for who asked, for who lacks what the rule wants and for every program,
    Conflict once decided, Invalid for a refusal without a reason.
    """
    row = get_approval(by, approval, lock=True)
    if by.is_program:
        raise Refused(
            _("Only a person may answer this. A colleague finds it under “To approve”."),
            what="approval.decide by a program",
            subject=row.person,
        )
    by.require(Permission.APPROVE)
    if not may_answer(by, row):
        raise Refused(
            _("A second person decides, who holds what the rule asks for."),
            what="approval.decide",
            subject=row.person,
        )
    if row.state != Approval.State.ASKED:
        raise Conflict(what="approval.decide", subject=row.person)
    if not approve and not answer.strip():
        raise Invalid(_("Say why you refuse."))
    _settle(row, Approval.State.APPROVED if approve else Approval.State.REFUSED, by, answer)
    meet_clock(by=by, about_id=row.id, measure=MEASURE)
    _enter("approve" if approve else "refuse", by, row)
    send_notice(
        kind="approval_decided",
        url=row.get_absolute_url(),
        params={"person": row.code} if row.code else {},
        to_accounts=[row.asked_by_id],
        by=by,
    )
    act = find_act(row.act)
    if approve and act.carry_out is not None and act.is_carried_out(row.about_kind):
        act.carry_out(by, row)
        _use(row)
    return row


@transaction.atomic
def withdraw_approval(*, by: Viewer, approval: UUID) -> Approval:
    """Who asked no longer wants it."""
    row = get_approval(by, approval, lock=True)
    if row.asked_by_id != by.account_id:
        raise Refused(what="approval.withdraw", subject=row.person)
    if row.state != Approval.State.ASKED:
        raise Conflict(what="approval.withdraw", subject=row.person)
    _settle(row, Approval.State.WITHDRAWN, by, "")
    stop_clocks(by=by, about_id=row.id)
    _enter("withdraw", by, row)
    return row


@transaction.atomic
def use_approval(*, by: Viewer, act: str, about: UUID) -> Approval:
    """Use an approval for the act that is now done; it serves once.

    Raises Conflict when there is none.
    """
    found = approved(by, act, about)
    if found is None:
        raise Conflict(_("This wants a second person's approval first."), what=act)
    row = get_visible(Approval, viewer=by, lock=True, pk=found.pk)
    if row.used_at is not None:
        raise Conflict(what=act, subject=row.person)
    _use(row)
    return row


def allow_act(*, by: Viewer, act: str, about: UUID) -> None:
    """Call it in the transaction of the act: without a rule nothing happens.

    With one, an approval that one of its two persons holds is used up; Conflict when there is none.
    """
    if not needs_approval(by, act):
        return
    if not may_use(by, act, about):
        raise Conflict(_("This wants a second person's approval first."), what=act)
    use_approval(by=by, act=act, about=about)


def _settle(row: Approval, state: str, by: Viewer, answer: str) -> None:
    row.state = state
    row.decided_by_id = by.account_id
    row.decided_at = timezone.now()
    row.answer = answer.strip()[:1000]
    row.save(update_fields=["state", "decided_by", "decided_at", "answer"])


def _use(row: Approval) -> None:
    row.used_at = timezone.now()
    row.save(update_fields=["used_at"])


def _enter(verb: str, by: Viewer, row: Approval) -> None:
    record(
        action=f"approval.{verb}",
        by=by,
        subject=row.person,
        owners=[row.owner],
        detail={"approval": str(row.id), "act": row.act, "about": str(row.about_id)},
    )
