"""Reading the catalogue: lists, one's own offers, and who can take a person today."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet
from django.utils import timezone

from punte.core.access.door import Permission, Viewer
from punte.core.deadlines.door import Holiday
from punte.core.errors import NotHere
from punte.protection.catalogue.hours_rules import open_at, read_hours
from punte.protection.catalogue.models import Offer
from punte.protection.catalogue.places import Position, distance_km, places
from punte.protection.catalogue.rules import STALE_DAYS, Facts, Judged, Needs, judge

# A service has no more offers than this in any country; past it the oldest said are left out.
MOST_OFFERS = 2000
WITH = ("desk__agency__jurisdiction",)


@dataclass(frozen=True)
class Listed:
    """What the list is narrowed to; empty values ask for nothing."""

    q: str = ""
    service: str = ""
    place: str = ""
    country: str = ""
    language: str = ""
    who: str = ""
    open_now: bool = False
    free: bool = False
    stale: bool = False


WHO = {
    "female": Q(sexes=[]) | Q(sexes__contains=["female"]),
    "male": Q(sexes=[]) | Q(sexes__contains=["male"]),
    "adults": Q(takes_adults=True),
    "children": Q(takes_children=True),
    "families": Q(takes_families=True),
    "wheelchair": Q(wheelchair=True),
}


def stale_before() -> date:
    """Offers last confirmed before this day are marked."""
    return timezone.localdate() - timedelta(days=STALE_DAYS)


def offers(viewer: Viewer) -> QuerySet[Offer]:
    """What is on offer now, at working agencies of both countries."""
    viewer.require(Permission.SEE_DIRECTORY)
    today = timezone.localdate()
    return (
        Offer.objects.filter(active=True, valid_from__lte=today, desk__agency__active=True)
        .filter(Q(valid_until=None) | Q(valid_until__gte=today))
        .select_related(*WITH)
        .order_by("service", "place", "id")
    )


def listed(viewer: Viewer, wanted: Listed) -> QuerySet[Offer]:
    """The list, narrowed."""
    rows = offers(viewer)
    asked = {
        "service": wanted.service,
        "place": wanted.place,
        "desk__agency__jurisdiction": wanted.country,
    }
    rows = rows.filter(**{name: value for name, value in asked.items() if value})
    if wanted.q.strip():
        text = wanted.q.strip()
        rows = rows.filter(
            Q(desk__name__icontains=text)
            | Q(desk__agency__name__icontains=text)
            | Q(note__icontains=text)
        )
    if wanted.language:
        own = Q(languages__contains=[wanted.language])
        rows = rows.filter(own | Q(languages=[], desk__languages__contains=[wanted.language]))
    if wanted.who in WHO:
        rows = rows.filter(WHO[wanted.who])
    if wanted.free:
        rows = rows.filter(free_places__gt=0)
    if wanted.stale:
        rows = rows.filter(confirmed_on__lt=stale_before())
    return only_open(rows) if wanted.open_now else rows


def only_open(rows: QuerySet[Offer]) -> QuerySet[Offer]:
    """Those that say they are open at this minute, by the clock of their country."""
    now, zone = timezone.now(), "desk__agency__jurisdiction__time_zone"
    seen = rows.order_by().exclude(hours=[]).values_list("pk", "hours", zone)
    found = [key for key, hours, name in seen if open_now(hours, now.astimezone(ZoneInfo(name)))]
    return rows.filter(pk__in=found)


def open_now(hours: list[str], local: datetime) -> bool:
    """Whether a week's hours hold this local moment."""
    return bool(hours) and open_at(
        read_hours(hours[local.weekday()]), local.hour * 60 + local.minute
    )


def get_offer(viewer: Viewer, offer: UUID) -> Offer:
    """One offer, also one that was taken out when it is of one's own agency. Raises NotHere."""
    viewer.require(Permission.SEE_DIRECTORY)
    found = Offer.objects.select_related(*WITH, "confirmed_by").filter(pk=offer).first()
    if found is None or not (found.active or found.owner == viewer.agency_audience):
        raise NotHere(what="offer")
    return found


def own_offers(viewer: Viewer) -> QuerySet[Offer]:
    """All offers of the viewer's agency, also those taken out, desk by desk."""
    viewer.require(Permission.EDIT_CATALOGUE)
    rows = Offer.objects.filter(owner=viewer.agency_audience)
    return rows.select_related("desk", "confirmed_by").order_by("owner", "desk", "service", "id")


@dataclass(frozen=True)
class Wanted:
    """Who needs which service where. place: a county's or district's code, perhaps empty."""

    service: str
    place: str = ""
    needs: Needs = field(default_factory=Needs)


@dataclass(frozen=True)
class Match:
    """An offer and what the rules say of it; best first."""

    offer: Offer
    judged: Judged
    km: int | None


def who_can_take(viewer: Viewer, wanted: Wanted) -> list[Match]:
    """Every offer of the service, those that can take the person today first, each with reasons.

    Nothing of what is asked is kept. Distances are approximate: see `places`.
    """
    now = timezone.now()
    place = places().get(wanted.place)
    needs = wanted.needs
    if not needs.country:
        needs = replace(needs, country=place.country if place else viewer.jurisdiction)
    rows = offers(viewer).filter(service=wanted.service).order_by("-confirmed_on", "id")
    found = [
        matched(marked, needs, place.position if place else None, wanted.place, now)
        for marked in holidays_marked(list(rows[:MOST_OFFERS]), now)
    ]
    far = 10**6
    found.sort(
        key=lambda match: (
            match.judged.tier,
            match.judged.cost,
            far if match.km is None else match.km,
            str(match.offer.id),
        )
    )
    return found


def holidays_marked(rows: list[Offer], now: datetime) -> list[tuple[Offer, datetime, bool]]:
    """Each offer with its country's own time, and whether today is a holiday there."""
    zones = {row.desk.agency.jurisdiction_id: row.desk.agency.jurisdiction for row in rows}
    local = {code: now.astimezone(ZoneInfo(one.time_zone)) for code, one in zones.items()}
    asked = Q(pk__in=[])
    for code, moment in local.items():
        asked |= Q(jurisdiction=code, day=moment.date())
    free = set(Holiday.objects.filter(asked).values_list("jurisdiction", flat=True))
    countries = [row.desk.agency.jurisdiction_id for row in rows]
    return [(row, local[code], code in free) for row, code in zip(rows, countries, strict=True)]


def matched(
    marked: tuple[Offer, datetime, bool],
    needs: Needs,
    start: Position | None,
    start_place: str,
    now: datetime,
) -> Match:
    """One offer, judged."""
    row, local, holiday = marked
    km = how_far(row, start, start_place)
    facts = Facts(
        country=row.desk.agency.jurisdiction_id,
        desk_open=row.desk.open and row.service in row.desk.services,
        free_places=row.free_places,
        waiting_days=row.waiting_days,
        today=read_hours(row.hours[local.weekday()]) if row.hours else None,
        minute=local.hour * 60 + local.minute,
        holiday=holiday,
        languages=row.languages or row.desk.languages,
        sexes=row.sexes,
        takes_adults=row.takes_adults,
        takes_children=row.takes_children,
        takes_families=row.takes_families,
        wheelchair=row.wheelchair,
        excludes=row.excludes,
        km=km,
        whole_country=not row.place,
        unconfirmed_days=(timezone.localdate(now) - row.confirmed_on).days,
    )
    return Match(row, judge(needs, facts), km)


def how_far(row: Offer, start: Position | None, start_place: str) -> int | None:
    """Kilometres from a county's seat to the offer, in steps of five; None when not known."""
    there = places().get(row.place)
    if start is None or there is None:
        return None
    if row.place == start_place:
        return 0
    exact = row.latitude is not None and row.longitude is not None
    end = (float(row.latitude), float(row.longitude)) if exact else there.position  # type: ignore[arg-type]
    return max(5, 5 * round(distance_km(start, end) / 5))
