"""Operations on exhibits: what they are, who holds them, and the digests of their files."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Field, Router, Schema

from punte.core.access.door import CASEWORK, Permission
from punte.core.api.door import Page, allows, page_of, viewer_in
from punte.investigation.cases.door import opened
from punte.investigation.evidence.queries.exhibits import exhibits_of, get_exhibit
from punte.investigation.evidence.queries.files import files_of
from punte.investigation.evidence.words import Category, ClockSource, FileKind

router = Router(tags=["exhibits"])


class ExhibitOut(Schema):
    """state: held, offered, return, destroy, returned, destroyed. found_at: as read from
    `clock`, which was fast by `clock_offset` seconds. holder: who has it, in words.
    """

    id: UUID
    number: str
    what: str
    category: Category
    state: str
    found_place: str
    found_at: datetime
    clock: ClockSource
    clock_offset: int
    finder: str
    legal_basis: str
    seal: str
    holder: str = Field(validation_alias="holder_name")
    made_at: datetime


class ExhibitFileOut(Schema):
    """What a file is; its bytes are opened on the exhibit's page, with a reason."""

    id: UUID
    name: str
    kind: FileKind
    size: int
    content_type: str
    sha256: str
    sha512: str
    at: datetime


class ExhibitWhole(ExhibitOut):
    files: list[ExhibitFileOut]
    description: str


class ExhibitPage(Page):
    items: list[ExhibitOut]


@router.get("/cases/{uuid:case_id}/exhibits", response=ExhibitPage, summary="Exhibits of a case")
@allows(Permission.SEE_CASES, purposes=CASEWORK)
def list_exhibits(
    request: HttpRequest, case_id: UUID, after: str | None = None, limit: int = 50
) -> dict[str, object]:
    viewer = viewer_in(request)
    rows = exhibits_of(viewer, opened(viewer, case_id, "exhibits"))
    items, following = page_of(rows, by="made_at", after=after, limit=limit)
    return {"items": items, "next": following}


@router.get(
    "/cases/{uuid:case_id}/exhibits/{uuid:exhibit_id}", response=ExhibitWhole, summary="One exhibit"
)
@allows(Permission.SEE_CASES, purposes=CASEWORK)
def read_exhibit(request: HttpRequest, case_id: UUID, exhibit_id: UUID) -> dict[str, Any]:
    viewer = viewer_in(request)
    row = get_exhibit(viewer, opened(viewer, case_id, "exhibits"), exhibit_id)
    files = list(files_of(viewer, row))
    facts = ExhibitOut.from_orm(row).dict()
    return {**facts, "holder_name": row.holder_name, "description": row.description, "files": files}
