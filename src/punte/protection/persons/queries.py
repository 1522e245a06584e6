"""Reading persons: lists, one case file, and who may see what of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from punte.core.access.door import DataClass, Grant, Viewer, get_visible
from punte.core.agencies.door import Account, Agency, Desk
from punte.core.ledger.door import readings_of
from punte.protection.persons.models import Person
from punte.protection.persons.pseudonyms import parse

SEEN_DAYS = 30


def own_persons(viewer: Viewer) -> QuerySet[Person]:
    """Persons the viewer's agency answers for."""
    return (
        Person.objects.visible_to(viewer)
        .filter(owner=viewer.agency_audience)
        .select_related("caseworker")
    )


def shared_persons(viewer: Viewer) -> QuerySet[Person]:
    """Persons of other agencies that are open to the viewer for a time."""
    return (
        Person.objects.visible_to(viewer)
        .filter(grants_end__isnull=False)  # what is open to others ends, and is indexed so
        .exclude(owner=viewer.agency_audience)
        .select_related("caseworker")
    )


# What a filter says for a fact that is not known.
NOT_KNOWN = "-"
FACTS = ("status", "age_band", "sex", "exploitation", "district", "nationality")
# The way in its order, by the milestone of each step; everybody was notified.
WAY = {
    "notified": "notified_at",
    "screened": "screened_at",
    "identified": "identified_at",
    "referred": "referred_at",
    "assisted": "assisted_at",
    "closed": "closed_at",
}


@dataclass(frozen=True)
class Wanted:
    """How a list of persons is narrowed; empty values ask for nothing.

    facts: values by name of `FACTS`, NOT_KNOWN for those that are empty. stage: the last step
    reached, reached: one of the steps reached. since: notified from this day on; month: within
    the month of this day (both in UTC, as the funnel counts). text: a pseudonym or its number.
    """

    facts: Mapping[str, str] = field(default_factory=dict)
    stage: str = ""
    reached: str = ""
    since: date | None = None
    month: date | None = None
    mine: int | None = None
    text: str = ""


def filtered(rows: QuerySet[Person], wanted: Wanted) -> QuerySet[Person]:
    """Narrow a list by its filter form."""
    facts = {name: value for name, value in wanted.facts.items() if value and name in FACTS}
    asked = Q(**{name: "" if value == NOT_KNOWN else value for name, value in facts.items()})
    if wanted.mine:
        asked &= Q(caseworker=wanted.mine)
    if wanted.stage:
        asked &= stands_at(wanted.stage)
    if wanted.reached:
        asked &= Q(**{f"{WAY[wanted.reached]}__isnull": False})
    if wanted.since:
        asked &= Q(notified_at__gte=start_of(wanted.since))
    if wanted.month:
        after = (wanted.month.replace(day=1) + timedelta(days=32)).replace(day=1)
        asked &= Q(notified_at__gte=start_of(wanted.month.replace(day=1)))
        asked &= Q(notified_at__lt=start_of(after))
    if wanted.text.strip():
        found = parse(wanted.text)
        if found is None:
            return rows.none()
        asked &= Q(number=found[1]) if found[0] is None else Q(plant=found[0], number=found[1])
    return rows.filter(asked)


def start_of(day: date) -> datetime:
    return datetime.combine(day, time(0), UTC)


def stands_at(stage: str) -> Q:
    """The last step of the way that was reached, whichever were left out before it."""
    steps = list(WAY)
    later = steps[steps.index(stage) + 1 :]
    return Q(**{f"{WAY[stage]}__isnull": False}, **{f"{WAY[step]}__isnull": True for step in later})


def get_person(viewer: Viewer, person: UUID) -> Person:
    """One person, or NotHere."""
    get_visible(Person, viewer=viewer, pk=person)
    return Person.objects.select_related("caseworker", "agency").get(pk=person)


def persons_by_id(viewer: Viewer, ids: list[UUID]) -> list[Person]:
    """The visible ones of these persons, in the order given."""
    rows = Person.objects.visible_to(viewer).in_bulk(ids)
    return [rows[key] for key in ids if key in rows]


@dataclass(frozen=True)
class Sight:
    """One line of "who may see what": a recipient, the classes open to it, until when."""

    recipient: str
    classes: frozenset[str]
    until: object
    source: str


def who_may_see(viewer: Viewer, person: Person, referrals: list[UUID]) -> list[Sight]:
    """Everyone outside the owner's agency to whom something of this person is open now."""
    now = timezone.now()
    grants = list(
        Grant.objects.filter(
            record__in=[person.id, *referrals], ended_at=None, ends_at__gt=now
        ).order_by("ends_at")
    )
    names = names_of({grant.audience for grant in grants})
    found: dict[tuple[int, str], Sight] = {}
    for grant in grants:
        key = (grant.audience, str(grant.source_id))
        before = found[key].classes if key in found else frozenset()
        found[key] = Sight(
            recipient=names.get(grant.audience, str(grant.audience)),
            classes=before | frozenset(grant.classes),
            until=grant.ends_at,
            source=grant.source,
        )
    return list(found.values())


def names_of(audiences: set[int]) -> dict[int, str]:
    """What audience numbers are called: desks, agencies, people."""
    names: dict[int, str] = {}
    for agency in Agency.objects.filter(audience__in=audiences):
        names[agency.audience] = agency.name
    for desk in Desk.objects.filter(audience__in=audiences).select_related("agency"):
        names[desk.audience] = str(desk)
    for account in Account.objects.filter(audience__in=audiences):
        names[account.audience] = account.name
    return names


def seen_lately(viewer: Viewer, person: Person) -> int:
    """How many people read this file in the last 30 days."""
    since = timezone.now() - timedelta(days=SEEN_DAYS)
    readings = readings_of(person.id, viewer).filter(at__gte=since).order_by()
    return readings.values("account_id").distinct().count()


SIGHT_CLASSES = (DataClass.OPERATIONAL, DataClass.IDENTITY, DataClass.MEDICAL, DataClass.LEGAL)
