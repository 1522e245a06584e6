"""What happened when: calls, payments, sightings, trips, events, as the viewer may see them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import ExtractHour, ExtractIsoWeekDay

from punte.core.access.door import Viewer
from punte.investigation.analysis.spans import day_span
from punte.investigation.cases.door import Case, zone_of
from punte.investigation.subjects.door import Entity, Statement, readable

# Of what is stated of a link itself, and of the things at its ends.
OF_LINK: Final = ("direction", "kind", "camera", "cell", "currency")
OF_ENDS: Final = ("operator", "country")
MOST_BARS: Final = 12
# A picture is drawn of no more than this; what is beyond is said.
MOST_READ: Final = 200_000


@dataclass(frozen=True)
class Wanted:
    """What a picture of time asks for; empty values ask for nothing.

    props: (property, value) of the link or of the things at its ends. weekday: 1 Monday to 7.
    """

    entities: tuple[UUID, ...] = ()
    schemata: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    hour: int | None = None
    weekday: int | None = None
    source: str = ""
    info: str = ""
    handling: str = ""
    stated_by: UUID | None = None
    props: tuple[tuple[str, str], ...] = ()


def happenings(viewer: Viewer, case: Case, wanted: Wanted) -> QuerySet[Entity]:
    """Links and events with a time that fit; a link only when both its ends are seen."""
    zone = zone_of(case)
    ends = readable(viewer).filter(case=case, tail=None).values("group")
    rows = readable(viewer).filter(case=case, started_at__isnull=False)
    rows = rows.filter(Q(tail=None) | Q(from_group__in=ends, to_group__in=ends))
    if wanted.entities:
        chosen = list(wanted.entities)
        rows = rows.filter(
            Q(from_group__in=chosen) | Q(to_group__in=chosen) | Q(tail=None, group__in=chosen)
        )
    if wanted.schemata:
        rows = rows.filter(schema__in=wanted.schemata)
    if wanted.since:
        rows = rows.filter(started_at__gte=day_span(wanted.since, wanted.since, zone)[0])
    if wanted.until:
        rows = rows.filter(started_at__lt=day_span(wanted.until, wanted.until, zone)[1])
    rows = rows.annotate(
        hour=ExtractHour("started_at", tzinfo=zone),
        weekday=ExtractIsoWeekDay("started_at", tzinfo=zone),
    )
    if wanted.hour is not None:
        rows = rows.filter(hour=wanted.hour)
    if wanted.weekday is not None:
        rows = rows.filter(weekday=wanted.weekday)
    return _stated(viewer, rows, wanted)


def _stated(viewer: Viewer, rows: QuerySet[Entity], wanted: Wanted) -> QuerySet[Entity]:
    """Those of which something is stated as wanted."""
    said = Statement.objects.visible_to(viewer).filter(withdrawn_at=None)
    own = said.filter(entity=OuterRef("pk"))
    if wanted.source or wanted.info:
        rows = rows.filter(
            Exists(
                own.filter(
                    source_grade__lte=wanted.source or "X", info_grade__lte=wanted.info or "4"
                )
            )
        )
    if wanted.handling:
        rows = rows.filter(Exists(own)).exclude(Exists(own.filter(handling__gt=wanted.handling)))
    if wanted.stated_by:
        rows = rows.filter(Exists(own.filter(source=wanted.stated_by)))
    for prop, value in wanted.props:
        fits = said.filter(prop=prop, value=value)
        if prop in OF_LINK:
            rows = rows.filter(Exists(fits.filter(entity=OuterRef("pk"))))
        else:
            rows = rows.filter(
                Exists(fits.filter(entity__group=OuterRef("from_group")))
                | Exists(fits.filter(entity__group=OuterRef("to_group")))
            )
    return rows


def moments(rows: QuerySet[Entity]) -> tuple[list[datetime], bool]:
    """When they began; and whether there are more than were read."""
    found = list(rows.order_by().values_list("started_at", flat=True)[: MOST_READ + 1])
    return [one for one in found if one][:MOST_READ], len(found) > MOST_READ


Bars = list[tuple[Any, int]]


def counts_of(viewer: Viewer, rows: QuerySet[Entity]) -> dict[str, Bars]:
    """How many there are by kind, hour, weekday, source, and by what is stated; the most frequent
    values of each.
    """
    rows = rows.order_by()
    found: dict[str, Bars] = {
        key: list(rows.values_list(key).annotate(n=Count("pk")).order_by("-n", key)[:24])
        for key in ("schema", "hour", "weekday")
    }
    keys = rows.values("pk")
    said = Statement.objects.visible_to(viewer).filter(withdrawn_at=None)
    own = said.filter(entity__in=keys).order_by()
    found["stated_by"] = list(
        own.values_list("source").annotate(n=Count("entity", distinct=True)).order_by("-n")[:12]
    )
    grouped = own.filter(prop__in=OF_LINK).values_list("prop", "value")
    _spread(found, grouped.annotate(n=Count("entity", distinct=True)).order_by("-n"))
    _spread(found, _of_ends(said, rows))
    return {key: bars for key, bars in found.items() if bars}


def _spread(found: dict[str, Bars], counted: Iterable[tuple[str, str, int]]) -> None:
    for prop, value, number in counted:
        bars = found.setdefault(prop, [])
        if len(bars) < MOST_BARS:
            bars.append((value, number))


def _of_ends(said: QuerySet[Statement], rows: QuerySet[Entity]) -> list[tuple[str, str, int]]:
    """What is stated of the things at the ends: each happening counts once for each value."""
    pairs = list(
        rows.filter(tail__isnull=False)
        .values_list("from_group", "to_group")
        .annotate(n=Count("pk"))
    )
    groups = {group for tail, head, _n in pairs for group in (tail, head)}
    values: dict[Any, set[tuple[str, str]]] = {}
    for group, prop, value in said.filter(entity__group__in=groups, prop__in=OF_ENDS).values_list(
        "entity__group", "prop", "value"
    ):
        values.setdefault(group, set()).add((prop, value))
    total: Counter[tuple[str, str]] = Counter()
    for tail, head, number in pairs:
        for key in values.get(tail, set()) | values.get(head, set()):
            total[key] += number
    return [(prop, value, number) for (prop, value), number in total.most_common()]


def valid_times(viewer: Viewer, case: Case, groups: Iterable[UUID]) -> list[tuple[UUID, Statement]]:
    """What is stated of these things for a span of days: (group, statement)."""
    rows = (
        Statement.objects.visible_to(viewer)
        .filter(case=case, entity__group__in=list(groups), withdrawn_at=None)
        .exclude(valid_from=None, valid_to=None)
        .annotate(of=F("entity__group"))
        .select_related("source", "entity")
        .order_by("valid_from", "pk")[:500]
    )
    return [(row.entity.group, row) for row in rows]
