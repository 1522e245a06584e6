"""Operations on cases and their tasks: of those cases whose lead gave the program a seat."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Field, Query, Router, Schema, Status

from punte.core.access.door import CASEWORK, Permission
from punte.core.api.door import Body, Day, Page, allows, page_of, request_key, viewer_in
from punte.core.ledger.door import record
from punte.investigation.cases.actions.tasks import Wish, add_task
from punte.investigation.cases.models import Case, CaseOffence, Task
from punte.investigation.cases.queries.cases import offences_of
from punte.investigation.cases.queries.lists import Wanted, cases_like
from punte.investigation.cases.queries.tasks import tasks_of
from punte.investigation.cases.reading import opened
from punte.investigation.cases.words import Origin, Stage

router = Router(tags=["investigation cases"])


class CaseOut(Schema):
    """A case under its code name. number: of its agency; version counts its changes."""

    id: UUID
    number: str
    name: str
    stage: Stage
    jurisdiction: str
    origin: Origin
    court_number: str
    lead: int = Field(validation_alias="lead_id")
    agency: int = Field(validation_alias="agency_id")
    version: int
    opened_at: datetime
    closed_at: datetime | None
    changed_at: datetime


class CaseWhole(CaseOut):
    """offences: the articles that the case is about, by the keys of the country's table."""

    summary: str
    offences: list[str]


class CasePage(Page):
    items: list[CaseOut]


class CaseCut(Schema):
    """What narrows the list; empty asks for nothing. since: opened on that day or later."""

    stage: Stage | None = None
    offence: str = Field("", max_length=40, pattern=r"^[^\x00]*$")
    since: Day | None = None
    until: Day | None = None
    open: bool = False


class CaseTaskOut(Schema):
    id: UUID
    title: str
    details: str
    assignee: int | None = Field(validation_alias="assignee_id")
    due_on: date | None
    state: str
    outcome: str
    made_at: datetime
    version: int


class CaseTaskPage(Page):
    items: list[CaseTaskOut]


class CaseTaskIn(Body):
    """assignee: an account of the case's team."""

    title: str = Field(min_length=1, max_length=200)
    details: str = Field("", max_length=2000)
    assignee: int | None = Field(None, ge=1, le=2**62)
    due_on: Day | None = None


@router.get("/cases", response=CasePage, summary="Cases in whose team the program sits")
@allows(Permission.SEE_CASES, purposes=CASEWORK)
def list_cases(
    request: HttpRequest, cut: Query[CaseCut], after: str | None = None, limit: int = 50
) -> dict[str, object]:
    viewer = viewer_in(request)
    wanted = Wanted(**{**cut.dict(), "stage": cut.stage or ""})
    items, following = page_of(
        cases_like(viewer, wanted), by="-changed_at", after=after, limit=limit
    )
    owners = [viewer.agency_audience]
    record(action="case.list", by=viewer, owners=owners, detail={"cases": len(items)})
    return {"items": items, "next": following}


@router.get("/cases/{uuid:case_id}", response=CaseWhole, summary="One case")
@allows(Permission.SEE_CASES, purposes=CASEWORK)
def read_case(request: HttpRequest, case_id: UUID) -> Case:
    viewer = viewer_in(request)
    case = opened(viewer, case_id, "case")
    case.offences = keys_of(offences_of(viewer, case))  # type: ignore[attr-defined]
    return case


def keys_of(rows: QuerySet[CaseOffence]) -> list[str]:
    return [row.offence.key for row in rows]


@router.get("/cases/{uuid:case_id}/tasks", response=CaseTaskPage, summary="What is to be done")
@allows(Permission.SEE_CASES, purposes=CASEWORK)
def list_tasks(
    request: HttpRequest, case_id: UUID, after: str | None = None, limit: int = 50
) -> dict[str, object]:
    viewer = viewer_in(request)
    rows = tasks_of(viewer, opened(viewer, case_id, "tasks"))
    items, following = page_of(rows, by="made_at", after=after, limit=limit)
    return {"items": items, "next": following}


@router.post("/cases/{uuid:case_id}/tasks", response={201: CaseTaskOut}, summary="Add a task")
@allows(Permission.WORK_CASES, purposes=CASEWORK)
def add_one_task(request: HttpRequest, case_id: UUID, said: CaseTaskIn) -> Status[Task]:
    key = request_key(request)
    wish = Wish(**said.dict())
    return Status(201, add_task(by=viewer_in(request), case_id=case_id, wish=wish, request_key=key))
