"""Operations on follow-ups: what is due, and what came of each try."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.http import HttpRequest
from ninja import Field, Router, Schema

from punte.core.access.door import Permission
from punte.core.api.door import (
    Body,
    Day,
    IfMatch,
    Page,
    allows,
    page_of,
    request_key,
    viewer_in,
)
from punte.protection.assistance.actions.follow_up import Try, record_follow_up
from punte.protection.assistance.models import FollowUp
from punte.protection.assistance.models.words import FollowUpState, Safe
from punte.protection.assistance.queries.follow_ups import follow_ups_due, follow_ups_of
from punte.protection.assistance.reading import opened

router = Router(tags=["follow-ups"])


class FollowUpOut(Schema):
    """months: after the closing. tries: those in vain."""

    id: UUID
    file: UUID = Field(validation_alias="file_id")
    months: int
    due_on: date
    state: FollowUpState
    tries: int
    version: int


class FollowUpPage(Page):
    items: list[FollowUpOut]


class TryIn(Body):
    """safe and needs_again: of who was reached. give_up: after the third try in vain or later."""

    reached: bool
    safe: Safe | None = None
    needs_again: bool = False
    note: str = Field("", max_length=4000)
    give_up: bool = False


@router.get("/follow-ups", response=FollowUpPage, summary="Follow-ups to do, the next first")
@allows(Permission.SEE_FILES)
def list_due(
    request: HttpRequest, until: Day | None = None, after: str | None = None, limit: int = 50
) -> dict[str, object]:
    rows = follow_ups_due(viewer_in(request), until)
    items, following = page_of(rows, by="due_on", after=after, limit=limit)
    return {"items": items, "next": following}


@router.get(
    "/files/{uuid:file_id}/follow-ups",
    response=list[FollowUpOut],
    summary="All follow-ups of a file",
)
@allows(Permission.SEE_FILES)
def list_of_file(request: HttpRequest, file_id: UUID) -> list[FollowUp]:
    viewer = viewer_in(request)
    return list(follow_ups_of(viewer, opened(viewer, file_id, "follow-ups")))


@router.post(
    "/follow-ups/{uuid:follow_up_id}/tries", response=FollowUpOut, summary="Record one try"
)
@allows(Permission.WORK_FILES)
def keep_try(request: HttpRequest, follow_up_id: UUID, said: TryIn, version: IfMatch) -> FollowUp:
    made = Try(**{**said.dict(), "safe": said.safe or ""})
    return record_follow_up(
        by=viewer_in(request),
        follow_up=follow_up_id,
        made=made,
        request_key=request_key(request),
        version=version,
    )
