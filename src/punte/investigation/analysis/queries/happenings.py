"""What happened when: calls, payments, sightings, trips, events, as the viewer may see them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import (
    Aggregate,
    Count,
    Exists,
    F,
    Func,
    IntegerField,
    Max,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models import Case as Which
from django.db.models.functions import (
    Coalesce,
    Concat,
    ExtractHour,
    ExtractIsoWeekDay,
    Greatest,
    Least,
    TruncDate,
)

from punte.core.access.door import Viewer
from punte.investigation.analysis.queries.graph import STRICTEST, UNGRADED
from punte.investigation.analysis.spans import Gathered, day_span
from punte.investigation.cases.door import Case, zone_of
from punte.investigation.subjects.door import Entity, Statement, readable

# Of what is stated of a link itself, and of the things at its ends.
OF_LINK: Final = ("direction", "kind", "camera", "cell", "currency")
OF_ENDS: Final = ("operator", "country")
# Of a larger case the newest so many are shown until somebody asks for the whole.
MOST_AT_ONCE: Final = 20_000


@dataclass(frozen=True)
class Wanted:
    """What a picture of time asks for; empty values ask for nothing.

    props: (property, value) of the link or of the things at its ends. weekday: 1 Monday to 7.
    source, info, handling: at least, at most. grade, code: exactly these, as the best and the
    strictest of what is stated.
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
    grade: str = ""
    code: str = ""
    stated_by: UUID | None = None
    props: tuple[tuple[str, str], ...] = ()


def happenings(viewer: Viewer, case: Case, wanted: Wanted) -> QuerySet[Entity]:
    """Links and events with a time that fit; a link only when both its ends are seen."""
    zone = zone_of(case)
    things = readable(viewer).filter(case=case, tail=None)
    # The ends of each row are looked up by index, so it costs what is shown and not what is in the
    # case; a list of all ends seen would be made anew for every question.
    tail, head = (Exists(things.filter(group=OuterRef(end))) for end in ("from_group", "to_group"))
    rows = readable(viewer).filter(case=case, started_at__isnull=False)
    rows = rows.filter(Q(tail=None) | Q(tail, head))
    if wanted.entities:
        rows = rows.filter(touching(wanted.entities))
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
            _any(
                own.filter(
                    source_grade__lte=wanted.source or "X", info_grade__lte=wanted.info or "4"
                )
            )
        )
    if wanted.handling:
        rows = rows.filter(_any(own)).exclude(Exists(own.filter(handling__gt=wanted.handling)))
    if wanted.grade:
        best = _one_of(own, Min(Concat("source_grade", "info_grade")))
        rows = rows.alias(best=Coalesce(best, Value(UNGRADED))).filter(best=wanted.grade)
    if wanted.code:
        strictest = _one_of(own, Max("handling"))
        rows = rows.alias(strictest=Coalesce(strictest, Value(STRICTEST))).filter(
            strictest=wanted.code
        )
    if wanted.stated_by:
        rows = rows.filter(_any(own.filter(source=wanted.stated_by)))
    for prop, value in wanted.props:
        fits = said.filter(prop=prop, value=value)
        if prop in OF_LINK:
            rows = rows.filter(_any(fits.filter(entity=OuterRef("pk"))))
        else:
            rows = rows.filter(
                Exists(fits.filter(entity__group=OuterRef("from_group")))
                | Exists(fits.filter(entity__group=OuterRef("to_group")))
            )
    return rows


def _any(found: QuerySet[Statement]) -> Which:
    """Whether there is one, looked up for each row: from an `EXISTS` alone the database makes a
    join that begins with what is stated in all cases.
    """
    return Which(When(Exists(found), then=Value(True)), default=Value(False))


def _one_of(own: QuerySet[Statement], value: Aggregate) -> Subquery:
    """A value over all that is stated of each."""
    return Subquery(own.order_by().values("entity").annotate(one=value).values("one"))


def touching(groups: Collection[UUID]) -> Q:
    """Links that begin or end at one of these things, and what is itself one of them."""
    return Q(from_group__in=groups) | Q(to_group__in=groups) | Q(tail=None, group__in=groups)


def newest(viewer: Viewer, case: Case, wanted: Wanted) -> Wanted:
    """The same from the day on after which lie `MOST_AT_ONCE`; as it is when there are no more, or
    when a span is asked for.
    """
    if wanted.since or wanted.until:
        return wanted
    rows = readable(viewer).filter(case=case, started_at__isnull=False)
    if wanted.entities:
        rows = rows.filter(touching(wanted.entities))
    moments = rows.order_by("-started_at").values_list("started_at", flat=True)
    last = moments[MOST_AT_ONCE : MOST_AT_ONCE + 1].first()
    return replace(wanted, since=last.astimezone(zone_of(case)).date()) if last else wanted


def by_hour(rows: QuerySet[Entity], zone: ZoneInfo) -> list[tuple[str, date, int, int]]:
    """How many there are of each schema in each hour of each local day: (schema, day, hour,
    number).
    """
    counted = rows.order_by().annotate(day=TruncDate("started_at", tzinfo=zone))
    return list(counted.values_list("schema", "day", "hour").annotate(n=Count("pk")))


def first_and_last(rows: QuerySet[Entity]) -> tuple[datetime, datetime] | None:
    """When the first began, and the last began or ended."""
    moments = rows.values_list("started_at", flat=True)
    first = moments.order_by("started_at").first()
    if first is None:
        return None
    last = moments.order_by("-started_at").first() or first
    # Hardly anything ends after the last began: few rows are left of which the ends are looked up.
    ended = rows.order_by().filter(ended_at__gt=last).aggregate(last=Max("ended_at"))["last"]
    return first, ended or last


def gathered(
    rows: QuerySet[Entity], since: datetime, until: datetime, parts: int
) -> dict[str, list[Gathered]]:
    """What lies close together, by schema: the span is cut into so many parts, and what begins in
    the same one and ends in the same one is counted together. What reaches over an end of the span
    is cut there.
    """
    end = Greatest(Coalesce("ended_at", "started_at"), "started_at")
    inside = rows.order_by().alias(end=end).filter(end__gte=since, started_at__lt=until)
    counted = inside.annotate(
        low=_part(F("started_at"), since, until, parts), high=_part(end, since, until, parts)
    ).values_list("schema", "low", "high")
    found: dict[str, list[Gathered]] = {}
    told = counted.annotate(n=Count("pk"), first=Min("started_at"), last=Max(end))
    for schema, *one in told.order_by("schema", "low", "high"):
        found.setdefault(schema, []).append(Gathered(*one))
    return found


def _part(moment: Any, since: datetime, until: datetime, parts: int) -> Func:
    """In which part of a span a moment lies, from 0."""
    seconds = Func(moment, template="date_part('epoch', %(expressions)s)")
    bounds = Value(since.timestamp()), Value(until.timestamp()), Value(parts)
    part = Func(seconds, *bounds, function="width_bucket", output_field=IntegerField())
    last = Value(parts - 1)
    return Least(Greatest(part - 1, Value(0)), last, output_field=IntegerField())


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
