"""Operations on requests for a second person. A program asks; only a person answers."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema, Status

from punte.core.access.door import Permission
from punte.core.api.door import Body, Page, act_once, allows, page_of, request_key, viewer_in
from punte.core.errors import Conflict, Invalid
from punte.core.once import derived_key
from punte.protection.approvals.actions import (
    Wish,
    ask_approval,
    decide_approval,
    withdraw_approval,
)
from punte.protection.approvals.models import Approval
from punte.protection.approvals.queries import (
    approvals_of,
    get_approval,
    must_ask,
    open_approval,
)

router = Router(tags=["approvals"])
SHORTEST = 10


class ApprovalOut(Schema):
    """A request for a second person. waits_for: what that person must hold, while it is asked."""

    id: UUID
    address: str
    act: str
    about_kind: str
    about: UUID = Field(validation_alias="about_id")
    state: Approval.State
    waits_for: str | None
    reason: str
    asked_at: datetime
    decided_at: datetime | None
    answer: str
    used_at: datetime | None

    @staticmethod
    def resolve_address(row: Approval) -> str:
        return f"/api/approvals/{row.id}"

    @staticmethod
    def resolve_waits_for(row: Approval) -> str | None:
        return row.permission if row.state == Approval.State.ASKED else None


class ApprovalPage(Page):
    items: list[ApprovalOut]


class ApprovalCut(Schema):
    state: Approval.State | None = None
    mine: bool = False


class AnswerIn(Body):
    approve: bool
    answer: str = Field("", max_length=1000)


class Asking(Body):
    """An act that a rule may want two persons for. why: read by the second one."""

    why: str = Field(
        "",
        max_length=1000,
        description="For the second person, where a rule wants one: 10 characters or more",
    )


def ask_second(request: HttpRequest, wish: Wish, why: str) -> Status[Approval] | None:
    """None when the act may be done now; else 202 with the request that waits for an answer.

    When it is approved the program sends the act again, or its room has carried it out. Raises
    Invalid without a reason, Conflict when the request of this key was refused.
    """
    viewer = viewer_in(request)
    if not must_ask(viewer, wish.act, wish.about_id):
        return None
    row = open_approval(viewer, wish.act, wish.about_id)
    if row is None:
        if len(why.strip()) < SHORTEST:
            raise Invalid(
                "A second person must approve this: say why in `why`, in 10 to 1,000 characters."
            )
        key = derived_key(request_key(request), wish.act)
        row = ask_approval(by=viewer, wish=replace(wish, reason=why), request_key=key)
    if row.state != Approval.State.ASKED:
        raise Conflict(f"This was asked before and stands at `{row.state}`. Send a new key.")
    return Status(202, row)


@router.get("/approvals", response=ApprovalPage, summary="What was asked of a second person")
@allows(Permission.SEE_FILES)
def list_approvals(
    request: HttpRequest, cut: Query[ApprovalCut], after: str | None = None, limit: int = 50
) -> dict[str, object]:
    viewer = viewer_in(request)
    rows = approvals_of(viewer)
    if cut.state:
        rows = rows.filter(state=cut.state)
    if cut.mine:
        rows = rows.filter(asked_by=viewer.account_id)
    items, following = page_of(rows, by="-asked_at", after=after, limit=limit)
    return {"items": items, "next": following}


@router.get("/approvals/{uuid:approval_id}", response=ApprovalOut, summary="One request")
@allows(Permission.SEE_FILES)
def read_approval(request: HttpRequest, approval_id: UUID) -> Approval:
    return get_approval(viewer_in(request), approval_id)


@router.post(
    "/approvals/{uuid:approval_id}/answer",
    response=ApprovalOut,
    summary="Always refused: only a person answers, on the page",
)
@allows(Permission.SEE_FILES)
def answer(request: HttpRequest, approval_id: UUID, said: AnswerIn) -> Approval:
    request_key(request)
    return decide_approval(
        by=viewer_in(request), approval=approval_id, approve=said.approve, answer=said.answer
    )


@router.post(
    "/approvals/{uuid:approval_id}/withdrawal",
    response=ApprovalOut,
    summary="Take one's own request back",
)
@allows(Permission.SEE_FILES)
def withdraw(request: HttpRequest, approval_id: UUID) -> Approval:
    viewer = viewer_in(request)
    return act_once(
        request,
        act=lambda: withdraw_approval(by=viewer, approval=approval_id),
        again=lambda: get_approval(viewer, approval_id),
    )
