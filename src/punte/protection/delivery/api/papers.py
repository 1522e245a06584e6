"""Operations on notes, and on what is known of documents; the documents stay on the pages."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema, Status

from punte.core.access.door import DataClass, Permission
from punte.core.api.door import Body, Page, allows, page_of, request_key, viewer_in
from punte.protection.assistance.door import get_file, opened
from punte.protection.configuration.door import HeldClass
from punte.protection.delivery.actions.notes import MOST, write_note
from punte.protection.delivery.models import Note, Paper
from punte.protection.delivery.models.words import PaperKind
from punte.protection.delivery.queries.notes import Read, notes_of, unsealed
from punte.protection.delivery.queries.papers import (
    expiring_documents,
    papers_of,
    validity_of,
)
from punte.protection.delivery.rules import Validity

router = Router(tags=["notes and documents"])


class NoteOut(Schema):
    """The newest version of a note. corrects: the one before it."""

    id: UUID
    data_class: str
    text: str
    written_at: datetime
    written_by: int
    corrects: UUID | None

    @staticmethod
    def resolve_id(read: Read) -> UUID:
        return read.note.id

    @staticmethod
    def resolve_data_class(read: Read) -> str:
        return read.note.held_class

    @staticmethod
    def resolve_written_at(read: Read) -> datetime:
        return read.note.written_at

    @staticmethod
    def resolve_written_by(read: Read) -> int:
        return read.note.written_by_id

    @staticmethod
    def resolve_corrects(read: Read) -> UUID | None:
        return read.note.corrects_id


class NotePage(Page):
    items: list[NoteOut]


class NoteIn(Body):
    """No names, no addresses, no phone numbers."""

    text: str = Field(min_length=1, max_length=MOST)
    data_class: HeldClass = HeldClass.OPERATIONAL


class PaperOut(Schema):
    """A document: what it is and until when it is good; neither its number nor its bytes."""

    id: UUID
    file: UUID = Field(validation_alias="file_id")
    kind: PaperKind
    data_class: str
    label: str
    content_type: str
    size: int
    expires_on: date | None
    validity: Validity
    replaces: UUID | None = Field(validation_alias="replaces_id")
    kept_at: datetime

    @staticmethod
    def resolve_data_class(row: Paper) -> str:
        return row.held_class

    @staticmethod
    def resolve_validity(row: Paper) -> Validity:
        return validity_of(row)


class PaperPage(Page):
    items: list[PaperOut]


class ExpiringCut(Schema):
    """Within so many days from today."""

    days: int = Field(60, ge=0, le=3650)


@router.get("/files/{uuid:file_id}/notes", response=NotePage, summary="Notes, newest first")
@allows(Permission.SEE_FILES)
def list_notes(
    request: HttpRequest,
    file_id: UUID,
    data_class: HeldClass | None = None,
    after: str | None = None,
    limit: int = 50,
) -> dict[str, object]:
    viewer = viewer_in(request)
    rows = notes_of(viewer, opened(viewer, file_id, "notes"), data_class or "")
    page, following = page_of(rows, by="-written_at", after=after, limit=limit)
    return {"items": unsealed(page), "next": following}


@router.post("/files/{uuid:file_id}/notes", response={201: NoteOut}, summary="Write a note")
@allows(Permission.WORK_FILES)
def write(request: HttpRequest, file_id: UUID, said: NoteIn) -> Status[Read]:
    viewer = viewer_in(request)
    row: Note = write_note(
        by=viewer,
        file=get_file(viewer, file_id).id,
        text=said.text,
        request_key=request_key(request),
        data_class=DataClass(said.data_class),
    )
    return Status(201, unsealed([row])[0])


@router.get(
    "/files/{uuid:file_id}/documents",
    response=PaperPage,
    summary="What is known of the documents, newest first",
)
@allows(Permission.SEE_FILES)
def list_papers(
    request: HttpRequest,
    file_id: UUID,
    older: bool = False,
    after: str | None = None,
    limit: int = 50,
) -> dict[str, object]:
    viewer = viewer_in(request)
    rows = papers_of(viewer, opened(viewer, file_id, "documents"))
    if not older:
        rows = rows.filter(laid_by_at=None)
    items, following = page_of(rows, by="-kept_at", after=after, limit=limit)
    return {"items": items, "next": following}


@router.get(
    "/documents/expiring", response=PaperPage, summary="Expired or soon to be, first day first"
)
@allows(Permission.SEE_FILES)
def list_expiring(
    request: HttpRequest,
    cut: Query[ExpiringCut],
    after: str | None = None,
    limit: int = 50,
) -> dict[str, object]:
    rows = expiring_documents(viewer_in(request), timedelta(days=cut.days))
    items, following = page_of(rows, by="expires_on", after=after, limit=limit)
    return {"items": items, "next": following}
