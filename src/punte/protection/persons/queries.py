"""Reading persons: lists, one case file, and who may see what of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
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


def filtered(
    rows: QuerySet[Person],
    *,
    status: str = "",
    age_band: str = "",
    exploitation: str = "",
    stage: str = "",
    mine: int | None = None,
    text: str = "",
) -> QuerySet[Person]:
    """Narrow a list by its filter form; `text` is a pseudonym or its number."""
    wanted = Q()
    for name, value in (
        ("status", status),
        ("age_band", age_band),
        ("exploitation", exploitation),
        ("caseworker", mine),
    ):
        if value:
            wanted &= Q(**{name: value})
    if stage:
        wanted &= STAGES[stage]
    if text.strip():
        found = parse(text)
        if found is None:
            return rows.none()
        wanted &= Q(number=found[1]) if found[0] is None else Q(plant=found[0], number=found[1])
    return rows.filter(wanted)


# Where a person stands on the way, by the milestones already reached.
STAGES = {
    "notified": Q(screened_at=None, closed_at=None),
    "screened": Q(screened_at__isnull=False, identified_at=None, closed_at=None),
    "identified": Q(identified_at__isnull=False, referred_at=None, closed_at=None),
    "referred": Q(referred_at__isnull=False, assisted_at=None, closed_at=None),
    "assisted": Q(assisted_at__isnull=False, closed_at=None),
    "closed": Q(closed_at__isnull=False),
}


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
