"""Operations on who and what a case is about: as sources state it, each value with its grade."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from django.db.models import Q
from django.http import HttpRequest
from ninja import Field, Query, Router, Schema, Status

from punte.core.access.door import CASEWORK, Permission, get_visible
from punte.core.api.door import Body, Day, Moment, Page, allows, page_of, request_key, viewer_in
from punte.investigation.cases.door import get_case, opened
from punte.investigation.subjects.actions.sources import Origin, add_source
from punte.investigation.subjects.actions.stating import add_entity
from punte.investigation.subjects.models import Entity, Source
from punte.investigation.subjects.queries.entities import (
    get_entity,
    links_of,
    sources_of,
    statements_of,
    things_of,
)
from punte.investigation.subjects.stated import Stated
from punte.investigation.subjects.words import Handling, InfoGrade, SourceGrade, SourceKind

router = Router(tags=["subjects of cases"])
Name = Annotated[str, Field(max_length=40, pattern=r"^[A-Za-z]*$")]


class SourceOut(Schema):
    """Where statements come from, by Europol's 4×4 and handling codes."""

    id: UUID
    title: str
    kind: SourceKind
    source_grade: SourceGrade
    info_grade: InfoGrade
    handling: Handling
    handling_text: str
    exhibit: UUID | None
    got_at: datetime
    made_at: datetime


class SourceIn(Body):
    title: str = Field(min_length=1, max_length=200)
    kind: SourceKind
    got_at: Moment
    source_grade: SourceGrade = SourceGrade.X
    info_grade: InfoGrade = InfoGrade.UNKNOWN
    handling: Handling = Handling.H0
    handling_text: str = Field("", max_length=300)
    note: str = Field("", max_length=4000)


class SourcePage(Page):
    items: list[SourceOut]


class EntityOut(Schema):
    """A thing or a link. schema: as FollowTheMoney calls it. id: of the group, where several were
    merged into one; tail and head: the groups at the ends of a link.
    """

    id: UUID = Field(validation_alias="group")
    kind: str = Field(validation_alias="schema")
    caption: str
    tail: UUID | None = Field(validation_alias="from_group")
    head: UUID | None = Field(validation_alias="to_group")
    started_at: datetime | None
    ended_at: datetime | None
    made_at: datetime


class StatementOut(Schema):
    """What one source says of one property. original: as it was written, where that differs."""

    id: UUID
    prop: str
    value: str
    original: str
    source: UUID = Field(validation_alias="source_id")
    source_grade: SourceGrade
    info_grade: InfoGrade
    handling: Handling
    valid_from: date | None
    valid_to: date | None
    seen_at: datetime | None


class EntityWhole(EntityOut):
    statements: list[StatementOut]


class EntityPage(Page):
    items: list[EntityOut]


class StatementIn(Body):
    """text: as written; it is normalised by its property's type. Grades that are left out are the
    source's.
    """

    prop: Name
    text: str = Field(min_length=1, max_length=2000)
    valid_from: Day | None = None
    valid_to: Day | None = None
    seen_at: Moment | None = None
    source_grade: SourceGrade | None = None
    info_grade: InfoGrade | None = None
    handling: Handling | None = None


class EntityIn(Body):
    """With tail and head a link between two entities of the case; else a thing."""

    kind: Name
    source: UUID
    statements: list[StatementIn] = Field(max_length=200)
    tail: UUID | None = None
    head: UUID | None = None


class EntityCut(Schema):
    """What narrows the list. q: how the name begins."""

    kind: Name = ""
    q: str = Field("", max_length=200, pattern=r"^[^\x00]*$")


@router.get("/cases/{uuid:case_id}/sources", response=SourcePage, summary="Sources of a case")
@allows(Permission.SEE_CASES, purposes=CASEWORK)
def list_sources(
    request: HttpRequest, case_id: UUID, after: str | None = None, limit: int = 50
) -> dict[str, object]:
    viewer = viewer_in(request)
    rows = sources_of(viewer, opened(viewer, case_id, "sources"))
    items, following = page_of(rows, by="made_at", after=after, limit=limit)
    return {"items": items, "next": following}


@router.post("/cases/{uuid:case_id}/sources", response={201: SourceOut}, summary="Name a source")
@allows(Permission.WORK_CASES, purposes=CASEWORK)
def add_one_source(request: HttpRequest, case_id: UUID, said: SourceIn) -> Status[Source]:
    key = request_key(request)
    origin = Origin(**said.dict())
    row = add_source(by=viewer_in(request), case_id=case_id, origin=origin, request_key=key)
    return Status(201, row)


@router.get("/cases/{uuid:case_id}/entities", response=EntityPage, summary="Things of a case")
@allows(Permission.SEE_CASES, purposes=CASEWORK)
def list_entities(
    request: HttpRequest,
    case_id: UUID,
    cut: Query[EntityCut],
    after: str | None = None,
    limit: int = 50,
) -> dict[str, object]:
    viewer = viewer_in(request)
    asked = {"schema": cut.kind, "caption__istartswith": cut.q}
    rows = things_of(viewer, opened(viewer, case_id, "entities"))
    rows = rows.filter(**{name: value for name, value in asked.items() if value})
    items, following = page_of(rows, by="caption", after=after, limit=limit)
    return {"items": items, "next": following}


@router.get(
    "/cases/{uuid:case_id}/entities/{uuid:entity_id}",
    response=EntityWhole,
    summary="A thing or a link, with all that is stated of it",
)
@allows(Permission.SEE_CASES, purposes=CASEWORK)
def read_entity(request: HttpRequest, case_id: UUID, entity_id: UUID) -> dict[str, Any]:
    viewer = viewer_in(request)
    return whole(request, get_entity(viewer, opened(viewer, case_id, "entities"), entity_id))


def whole(request: HttpRequest, row: Entity) -> dict[str, Any]:
    said = list(statements_of(viewer_in(request), [row.group]))
    return {**{name: getattr(row, name) for name in SHOWN}, "statements": said}


SHOWN = (
    "group", "schema", "caption", "from_group", "to_group", "started_at", "ended_at", "made_at",
)  # fmt: skip


@router.get(
    "/cases/{uuid:case_id}/entities/{uuid:entity_id}/links",
    response=EntityPage,
    summary="Links of one thing",
)
@allows(Permission.SEE_CASES, purposes=CASEWORK)
def list_links(
    request: HttpRequest, case_id: UUID, entity_id: UUID, after: str | None = None, limit: int = 50
) -> dict[str, object]:
    viewer = viewer_in(request)
    case = opened(viewer, case_id, "entities")
    group = get_entity(viewer, case, entity_id).group
    rows = links_of(viewer, case).filter(Q(from_group=group) | Q(to_group=group))
    items, following = page_of(rows, by="made_at", after=after, limit=limit)
    return {"items": items, "next": following}


@router.post(
    "/cases/{uuid:case_id}/entities",
    response={201: EntityWhole},
    summary="Add a thing or a link, as a source states it",
)
@allows(Permission.WORK_CASES, purposes=CASEWORK)
def add_one_entity(request: HttpRequest, case_id: UUID, said: EntityIn) -> Status[dict[str, Any]]:
    viewer, key = viewer_in(request), request_key(request)
    case = get_case(viewer, case_id)
    get_visible(Source, viewer=viewer, case=case, pk=said.source)
    stated = [Stated(**{k: v for k, v in one.dict().items() if v}) for one in said.statements]
    row = add_entity(
        by=viewer, case_id=case_id, source_id=said.source, schema=said.kind, stated=stated,
        tail=said.tail, head=said.head, request_key=key,
    )  # fmt: skip
    return Status(201, whole(request, row))
