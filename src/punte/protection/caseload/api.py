"""Operations on tasks and deadlines of the agency."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Field, Query, Router, Schema, Status

from punte.core.access.door import Permission, get_visible
from punte.core.api.door import Body, Day, Moment, Page, allows, page_of, request_key, viewer_in
from punte.protection.caseload.actions.tasks import give_task, set_done
from punte.protection.caseload.models import Task
from punte.protection.caseload.queries.files import clocks_here
from punte.protection.caseload.queries.tasks import agency_tasks

router = Router(tags=["tasks and deadlines"])


class TaskOut(Schema):
    """account: who has to do it."""

    id: UUID
    words: str
    file: UUID | None = Field(validation_alias="file_id")
    account: int = Field(validation_alias="account_id")
    made_by: int = Field(validation_alias="made_by_id")
    due_on: date | None
    made_at: datetime
    done_at: datetime | None


class TaskPage(Page):
    items: list[TaskOut]


class TaskCut(Schema):
    """Those still to do, of one account or file; until: due by that day."""

    account: int | None = None
    file: UUID | None = None
    until: Day | None = None


class TaskIn(Body):
    words: str = Field(min_length=1, max_length=200)
    account: int
    due_on: Day | None = None
    file: UUID | None = None


class DoneIn(Body):
    done: bool = True


class DeadlineOut(Schema):
    """A running clock. about: what it is about, of the kind about_kind; person: whose it is."""

    id: UUID
    measure: str
    about_kind: str
    about: UUID
    person: UUID | None
    started_at: datetime
    due_at: datetime
    paused: bool

    @staticmethod
    def resolve_about(row: Any) -> UUID:
        found: UUID = row.about_id
        return found

    @staticmethod
    def resolve_person(row: Any) -> UUID | None:
        found: UUID | None = row.record
        return found

    @staticmethod
    def resolve_paused(row: Any) -> bool:
        return row.paused_at is not None


class DeadlinePage(Page):
    items: list[DeadlineOut]


@router.get("/tasks", response=TaskPage, summary="Tasks to do, the soonest first")
@allows(Permission.SEE_FILES)
def list_tasks(
    request: HttpRequest, cut: Query[TaskCut], after: str | None = None, limit: int = 50
) -> dict[str, object]:
    rows: QuerySet[Task] = agency_tasks(viewer_in(request)).filter(done_at=None)
    asked = {"account": cut.account, "file": cut.file, "due_on__lte": cut.until}
    rows = rows.filter(**{key: value for key, value in asked.items() if value is not None})
    items, following = page_of(rows, by="due_on", after=after, limit=limit)
    return {"items": items, "next": following}


@router.post("/tasks", response={201: TaskOut}, summary="Give a task to a colleague")
@allows(Permission.WORK_FILES)
def give(request: HttpRequest, said: TaskIn) -> Status[Task]:
    row = give_task(by=viewer_in(request), request_key=request_key(request), **said.dict())
    return Status(201, row)


@router.get("/tasks/{uuid:task_id}", response=TaskOut, summary="One task")
@allows(Permission.SEE_FILES)
def read_task(request: HttpRequest, task_id: UUID) -> Task:
    return get_visible(Task, viewer=viewer_in(request), pk=task_id)


@router.post("/tasks/{uuid:task_id}/done", response=TaskOut, summary="Tick it, or take it back")
@allows(Permission.WORK_FILES)
def tick(request: HttpRequest, task_id: UUID, said: DoneIn) -> Task:
    request_key(request)
    return set_done(by=viewer_in(request), task=task_id, done=said.done)


@router.get(
    "/deadlines",
    response=DeadlinePage,
    summary="Clocks on which the agency, its desks or its people must act, soonest first",
)
@allows(Permission.SEE_FILES)
def list_deadlines(
    request: HttpRequest, until: Moment | None = None, after: str | None = None, limit: int = 50
) -> dict[str, object]:
    rows = clocks_here(viewer_in(request))
    if until:
        rows = rows.filter(due_at__lte=until)
    items, following = page_of(rows, by="due_at", after=after, limit=limit)
    return {"items": items, "next": following}
