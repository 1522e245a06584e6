"""Operations on hand-overs: a file is offered to another agency's desk, which answers."""

from __future__ import annotations

from datetime import datetime
from typing import Literal
from uuid import UUID

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema, Status

from punte.core.access.door import Permission
from punte.core.agencies.door import Desk
from punte.core.api.door import (
    Body,
    IfMatch,
    Page,
    allows,
    page_of,
    request_key,
    viewer_in,
)
from punte.core.errors import Invalid
from punte.protection.approvals.door import Approval, ApprovalOut, Asking, ask_second
from punte.protection.assistance.actions.answer import step_transfer
from punte.protection.assistance.actions.transfer import WITHOUT_CONSENT, Offer, ask_transfer
from punte.protection.assistance.machine import State
from punte.protection.assistance.models import AssistanceFile, Transfer
from punte.protection.assistance.models.words import TransferBasis
from punte.protection.assistance.queries.files import get_file
from punte.protection.assistance.queries.transfers import (
    transfers_in,
    transfers_out,
    words_for,
)
from punte.protection.assistance.reading import opened_transfer
from punte.protection.assistance.transfer_facts import FACTS
from punte.protection.assistance.wishes import wish_for
from punte.protection.persons.door import code_of

router = Router(tags=["hand-overs"])


class TransferOut(Schema):
    """A hand-over as both sides see it. giver: an agency; desk: the one that is asked."""

    id: UUID
    code: str
    state: State
    version: int
    basis: TransferBasis
    giver: int = Field(validation_alias="giver_id")
    desk: int = Field(validation_alias="desk_id")
    asked_at: datetime
    answered_at: datetime | None
    reason: str

    @staticmethod
    def resolve_code(row: Transfer) -> str:
        return code_of(row.plant, row.number)


class TransferPage(Page):
    items: list[TransferOut]


class TransferRead(TransferOut):
    """summary and facts: null for a desk that has no more use for them."""

    summary: str | None
    facts: dict[str, object] | None
    note: str


class TransferCut(Schema):
    box: Literal["in", "out"]
    state: State | None = None


class TransferIn(Asking):
    """What is offered to whom. ground: why without a consent, or how it was taken."""

    desk: int
    summary: str = Field(min_length=20, max_length=4000)
    basis: TransferBasis
    facts: list[Literal[tuple(FACTS)]] = Field([], max_length=len(FACTS))  # type: ignore[valid-type]
    ground: str = Field("", max_length=1000)


class StepIn(Body):
    """accept and decline are the desk's, withdraw the giver's."""

    step: Literal["accept", "decline", "withdraw"]
    reason: str = Field("", max_length=20)
    note: str = Field("", max_length=2000)


@router.get("/transfers", response=TransferPage, summary="Hand-overs in or out, newest first")
@allows(Permission.HAND_OVER_FILES)
def list_transfers(
    request: HttpRequest, cut: Query[TransferCut], after: str | None = None, limit: int = 50
) -> dict[str, object]:
    viewer = viewer_in(request)
    rows = transfers_in(viewer) if cut.box == "in" else transfers_out(viewer)
    if cut.state:
        rows = rows.filter(state=cut.state)
    items, following = page_of(rows, by="-asked_at", after=after, limit=limit)
    return {"items": items, "next": following}


@router.get("/transfers/{uuid:transfer_id}", response=TransferRead, summary="One hand-over")
@allows(Permission.SEE_FILES)
def read_transfer(request: HttpRequest, transfer_id: UUID) -> Transfer:
    viewer = viewer_in(request)
    row = opened_transfer(viewer, transfer_id)
    if not words_for(viewer, row):
        row.summary = row.facts = None  # type: ignore[assignment]
    return row


@router.post(
    "/files/{uuid:file_id}/transfers",
    response={201: TransferOut, 202: ApprovalOut},
    summary="Offer a file to another agency's desk",
)
@allows(Permission.HAND_OVER_FILES)
def offer(
    request: HttpRequest, file_id: UUID, said: TransferIn, version: IfMatch
) -> Status[Transfer] | Status[Approval]:
    viewer, key = viewer_in(request), request_key(request)
    file = get_file(viewer, file_id)
    desk = Desk.objects.select_related("agency").filter(pk=said.desk).first()
    if desk is None:
        raise Invalid("desk is no desk.")
    if (waits := second_person_first(request, file, said)) is not None:
        return waits
    offered = Offer(desk=desk, **said.dict(exclude={"desk", "why"}))
    row = ask_transfer(by=viewer, file=file.id, offer=offered, request_key=key, version=version)
    return Status(201, row)


def second_person_first(
    request: HttpRequest, file: AssistanceFile, said: TransferIn
) -> Status[Approval] | None:
    """For the hand-over, then for its ground when that is no consent."""
    made = Transfer.objects.visible_to(viewer_in(request)).filter(request_key=request_key(request))
    if file.state != AssistanceFile.State.OPEN or made.exists():
        return None
    acts = ["file.transfer", *(["consent.override"] if said.basis in WITHOUT_CONSENT else [])]
    asked = (ask_second(request, wish_for(file, act), said.why) for act in acts)
    return next((waits for waits in asked if waits is not None), None)


@router.post(
    "/transfers/{uuid:transfer_id}/steps",
    response=TransferOut,
    summary="Accept, decline or withdraw it",
)
@allows(Permission.HAND_OVER_FILES)
def step(request: HttpRequest, transfer_id: UUID, said: StepIn, version: IfMatch) -> Transfer:
    return step_transfer(
        by=viewer_in(request),
        transfer=transfer_id,
        request_key=request_key(request),
        version=version,
        **said.dict(),
    )
