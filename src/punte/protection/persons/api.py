"""Operations on persons: the list and one record, without identity."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router, Schema

from punte.core.access.door import Permission
from punte.core.api.door import Page, allows, page_of, viewer_in
from punte.core.ledger.door import record
from punte.protection.persons.models import Person
from punte.protection.persons.models.words import AgeBand, Exploitation, Status
from punte.protection.persons.pseudonyms import code_of
from punte.protection.persons.queries import Wanted, filtered, get_person, own_persons
from punte.protection.persons.reading import note_reading

router = Router(tags=["persons"])


class PersonOut(Schema):
    """A person under a pseudonym. Times are when each step of the way was first reached."""

    id: UUID
    code: str
    status: str
    age_band: str
    sex: str
    nationality: str
    language: str
    district: str
    exploitation: str
    risk_factors: list[str]
    notified_at: datetime
    screened_at: datetime | None
    identified_at: datetime | None
    referred_at: datetime | None
    assisted_at: datetime | None
    closed_at: datetime | None
    changed_at: datetime

    @staticmethod
    def resolve_code(row: Person) -> str:
        return code_of(row.plant, row.number)


class PersonPage(Page):
    items: list[PersonOut]


class PersonCut(Schema):
    """What narrows the list; empty asks for nothing."""

    status: Status | None = None
    age_band: AgeBand | None = None
    exploitation: Exploitation | None = None


@router.get("/persons", response=PersonPage, summary="Persons in the agency's care")
@allows(Permission.SEE_PERSONS)
def list_persons(
    request: HttpRequest, cut: Query[PersonCut], after: str | None = None, limit: int = 50
) -> dict[str, object]:
    facts = {name: value or "" for name, value in cut.dict().items()}
    rows = filtered(own_persons(viewer_in(request)), Wanted(facts=facts))
    items, following = page_of(rows, by="-changed_at", after=after, limit=limit)
    record(
        action="person.list",
        by=viewer_in(request),
        owners=[viewer_in(request).agency_audience],
        detail={"persons": len(items)},
    )
    return {"items": items, "next": following}


@router.get("/persons/{uuid:person_id}", response=PersonOut, summary="One person")
@allows(Permission.SEE_PERSONS)
def read_person(request: HttpRequest, person_id: UUID) -> Person:
    viewer = viewer_in(request)
    row = get_person(viewer, person_id)
    note_reading(viewer, row, "facts")
    return row
