"""Operations on assistance files: list, read, open, close, reopen, give to a colleague."""

from __future__ import annotations

from datetime import datetime
from typing import Literal
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Field, Query, Router, Schema, Status

from punte.core.access.door import Permission
from punte.core.agencies.door import Account
from punte.core.api.door import (
    Body,
    IfMatch,
    Moment,
    Page,
    allows,
    page_of,
    request_key,
    viewer_in,
)
from punte.core.errors import Invalid
from punte.core.ledger.door import record
from punte.protection.approvals.door import Approval, ApprovalOut, Asking, ask_second
from punte.protection.assistance.actions.caseworker import assign_caseworker
from punte.protection.assistance.actions.closing import Ending, check_ending, close_file
from punte.protection.assistance.actions.opening import open_file
from punte.protection.assistance.actions.reopening import reopen_file
from punte.protection.assistance.models import AssistanceFile
from punte.protection.assistance.models.words import ReopenReason
from punte.protection.assistance.queries.files import colleagues, get_file, own_files
from punte.protection.assistance.reading import opened
from punte.protection.assistance.wishes import wish_for
from punte.protection.persons.door import code_of

router = Router(tags=["assistance files"])
State = AssistanceFile.State


class FileOut(Schema):
    """A file under the person's pseudonym. version counts its changes."""

    id: UUID
    person: UUID = Field(validation_alias="person_id")
    code: str
    state: State
    version: int
    caseworker: int | None = Field(validation_alias="caseworker_id")
    referral: UUID | None = Field(validation_alias="referral_id")
    age_band: str
    sex: str
    language: str
    risk: str
    opened_at: datetime
    closed_at: datetime | None
    close_reason: str
    changed_at: datetime

    @staticmethod
    def resolve_code(row: AssistanceFile) -> str:
        return code_of(row.plant, row.number)


class FilePage(Page):
    items: list[FileOut]


class FileCut(Schema):
    """What narrows the list. desk: the one through which they came; since: changed from then on."""

    state: State = State.OPEN
    caseworker: int | Literal["none"] | None = None
    desk: int | None = None
    since: Moment | None = None


class FileIn(Body):
    """For whom: a person in the agency's care, or a referral that a desk of its accepted."""

    person: UUID | None = None
    referral: UUID | None = None


class ClosingIn(Asking):
    """Why and how the work ends. left_open: what is still open may stay behind."""

    reason: str = Field(max_length=30)
    summary: str = Field(min_length=10, max_length=4000)
    safety_plan: str = Field("", max_length=4000)
    county: str = Field("", max_length=40)
    country: str = Field("", pattern=r"^([A-Z]{2})?$")
    left_open: bool = False


class ReopeningIn(Asking):
    reason: ReopenReason
    note: str = Field("", max_length=1000)


class CaseworkerIn(Body):
    account: int
    note: str = Field("", max_length=1000)


class ColleagueOut(Schema):
    id: int
    name: str


def narrowed(rows: QuerySet[AssistanceFile], cut: FileCut) -> QuerySet[AssistanceFile]:
    asked = {"referral__desk": cut.desk, "changed_at__gte": cut.since}
    rows = rows.filter(state=cut.state, **{key: value for key, value in asked.items() if value})
    if cut.caseworker is None:
        return rows
    return rows.filter(caseworker=None if cut.caseworker == "none" else cut.caseworker)


@router.get("/files", response=FilePage, summary="The agency's files, last changed first")
@allows(Permission.SEE_FILES)
def list_files(
    request: HttpRequest, cut: Query[FileCut], after: str | None = None, limit: int = 50
) -> dict[str, object]:
    viewer = viewer_in(request)
    rows = narrowed(own_files(viewer), cut)
    items, following = page_of(rows, by="-changed_at", after=after, limit=limit)
    record(
        action="file.list",
        by=viewer,
        owners=[viewer.agency_audience],
        detail={"files": len(items)},
    )
    return {"items": items, "next": following}


@router.get("/files/{uuid:file_id}", response=FileOut, summary="One file")
@allows(Permission.SEE_FILES)
def read_file(request: HttpRequest, file_id: UUID) -> AssistanceFile:
    return opened(viewer_in(request), file_id, "assistance file")


@router.post("/files", response={201: FileOut}, summary="Open a file, or find the one there is")
@allows(Permission.WORK_FILES)
def open_one(request: HttpRequest, whom: FileIn) -> Status[AssistanceFile]:
    if (whom.person is None) == (whom.referral is None):
        raise Invalid("Send either person or referral.")
    key = request_key(request)
    row = open_file(
        by=viewer_in(request), request_key=key, person=whom.person, referral=whom.referral
    )
    return Status(201, row)


@router.post(
    "/files/{uuid:file_id}/closing",
    response={200: FileOut, 202: ApprovalOut},
    summary="Close a file; follow-ups are planned",
)
@allows(Permission.WORK_FILES)
def close(
    request: HttpRequest, file_id: UUID, said: ClosingIn, version: IfMatch
) -> AssistanceFile | Status[Approval]:
    viewer, key = viewer_in(request), request_key(request)
    file = get_file(viewer, file_id)
    ending = Ending(**said.dict(exclude={"why"}))
    check_ending(ending)
    wish = wish_for(file, "file.close")
    if file.state == State.OPEN and (waits := ask_second(request, wish, said.why)) is not None:
        return waits
    close_file(by=viewer, file=file.id, ending=ending, request_key=key, version=version)
    return get_file(viewer, file.id)


@router.post(
    "/files/{uuid:file_id}/reopening",
    response={200: FileOut, 202: ApprovalOut},
    summary="Open a closed file again",
)
@allows(Permission.WORK_FILES)
def reopen(
    request: HttpRequest, file_id: UUID, said: ReopeningIn, version: IfMatch
) -> AssistanceFile | Status[Approval]:
    viewer, key = viewer_in(request), request_key(request)
    file = get_file(viewer, file_id)
    wish = wish_for(file, "file.reopen")
    if file.state == State.CLOSED and (waits := ask_second(request, wish, said.why)) is not None:
        return waits
    return reopen_file(
        by=viewer,
        file=file.id,
        request_key=key,
        version=version,
        **said.dict(exclude={"why"}),
    )


@router.post(
    "/files/{uuid:file_id}/caseworker", response=FileOut, summary="Give a file to a colleague"
)
@allows(Permission.WORK_FILES)
def assign(
    request: HttpRequest, file_id: UUID, said: CaseworkerIn, version: IfMatch
) -> AssistanceFile:
    return assign_caseworker(
        by=viewer_in(request),
        file=file_id,
        request_key=request_key(request),
        version=version,
        **said.dict(),
    )


@router.get("/colleagues", response=list[ColleagueOut], summary="Who may work on files")
@allows(Permission.SEE_FILES)
def list_colleagues(request: HttpRequest) -> QuerySet[Account]:
    return colleagues(viewer_in(request))
