"""Operations on the catalogue: what is on offer, and who can take a person today."""

from __future__ import annotations

from datetime import date
from typing import Literal
from uuid import UUID

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema

from punte.core.access.door import ANY_PURPOSE, Permission
from punte.core.agencies.door import Service
from punte.core.api.door import Body, Page, allows, page_of, viewer_in
from punte.protection.catalogue.models import Offer
from punte.protection.catalogue.models.words import Circumstance
from punte.protection.catalogue.places import place_of
from punte.protection.catalogue.queries import (
    WHO,
    Listed,
    Match,
    Wanted,
    listed,
    who_can_take,
)
from punte.protection.catalogue.rules import Needs, Says, Tier
from punte.protection.persons.door import AgeBand, Person, Sex, get_person, note_reading

router = Router(tags=["catalogue"])
PLACE = r"^([A-Z]{2}-[A-Z0-9]{1,3})?$"
Language = Field("", pattern=r"^([a-z]{2,3})?$")
MOST = 100


class OfferOut(Schema):
    """A service on offer. Numbers that are null were not said, which is not zero."""

    id: UUID
    desk: int = Field(validation_alias="desk_id")
    desk_name: str
    agency: int
    agency_name: str
    country: str
    service: Service
    place: str
    capacity: int | None
    free_places: int | None
    waiting_days: int | None
    hours: list[str]
    languages: list[str]
    sexes: list[str]
    takes_adults: bool
    takes_children: bool
    takes_families: bool
    wheelchair: bool | None
    excludes: list[str]
    note: str
    confirmed_on: date

    @staticmethod
    def resolve_desk_name(row: Offer) -> str:
        return row.desk.name

    @staticmethod
    def resolve_agency(row: Offer) -> int:
        return row.desk.agency_id

    @staticmethod
    def resolve_agency_name(row: Offer) -> str:
        return row.desk.agency.name

    @staticmethod
    def resolve_country(row: Offer) -> str:
        return row.desk.agency.jurisdiction_id


class OfferPage(Page):
    items: list[OfferOut]


class OfferCut(Schema):
    """What narrows the list; empty asks for nothing. place: a county or district, ISO 3166-2."""

    service: Service | None = None
    country: str = Field("", pattern=r"^([A-Z]{2})?$")
    place: str = Field("", pattern=PLACE)
    language: str = Language
    who: Literal[tuple(WHO)] | None = None  # type: ignore[valid-type]
    free: bool = False
    open_now: bool = False


class NeedsIn(Body):
    """Who needs which service where; nothing of it is kept. An age not known counts as a child."""

    service: Service
    place: str = Field("", pattern=PLACE)
    sex: Sex = Sex.UNKNOWN
    age_band: AgeBand = AgeBand.UNKNOWN
    language: str = Language
    with_children: bool = False
    wheelchair: bool = False
    circumstances: list[Circumstance] = Field([], max_length=len(Circumstance))

    def wanted(self) -> Wanted:
        given = self.dict(exclude={"service", "place", "circumstances"})
        return Wanted(
            self.service, self.place, Needs(**given, circumstances=frozenset(self.circumstances))
        )


class ReasonOut(Schema):
    criterion: str
    says: Says
    text: str


class MatchOut(Schema):
    """An offer, best first. when: whether it can take the person. km: about, as the crow flies."""

    offer: OfferOut
    when: Literal["today", "later", "not"]
    km: int | None
    reasons: list[ReasonOut]

    @staticmethod
    def resolve_when(match: Match) -> str:
        return Tier(match.judged.tier).name.lower()

    @staticmethod
    def resolve_reasons(match: Match) -> list[object]:
        return list(match.judged.reasons)


@router.get("/catalogue", response=OfferPage, summary="Services on offer, last confirmed first")
@allows(Permission.SEE_DIRECTORY, purposes=ANY_PURPOSE)
def list_offers(
    request: HttpRequest, cut: Query[OfferCut], after: str | None = None, limit: int = 50
) -> dict[str, object]:
    rows = listed(viewer_in(request), Listed(**cut.dict(exclude_none=True)))
    items, following = page_of(rows, by="-confirmed_on", after=after, limit=limit)
    return {"items": items, "next": following}


@router.post(
    "/who-can-take",
    response=list[MatchOut],
    summary="Who can take somebody with these needs today: advice",
)
@allows(Permission.SEE_DIRECTORY)
def who(request: HttpRequest, needs: NeedsIn) -> list[Match]:
    return who_can_take(viewer_in(request), needs.wanted())[:MOST]


@router.get(
    "/persons/{uuid:person_id}/who-can-take",
    response=list[MatchOut],
    summary="Who can take this person today: advice",
)
@allows(Permission.SEND_REFERRAL)
def who_for(request: HttpRequest, person_id: UUID, service: Service) -> list[Match]:
    viewer = viewer_in(request)
    person = get_person(viewer, person_id)
    note_reading(viewer, person, "operational")
    return who_can_take(viewer, wanted_of(person, service))[:MOST]


def wanted_of(person: Person, service: Service) -> Wanted:
    """What the record says that the person needs."""
    found = (place_of(person.district, code) for code in (person.found_in, person.jurisdiction))
    needs = Needs(sex=person.sex, age_band=person.age_band, language=person.language)
    return Wanted(service, next(filter(None, found), ""), needs)
