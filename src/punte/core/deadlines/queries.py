"""Reading clocks and rules."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import cast
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection, models
from django.db.models import ExpressionWrapper, F, Q, QuerySet, Value
from django.db.models.functions import Now
from django.utils import timezone

from punte.core.access.door import Viewer
from punte.core.agencies.door import Jurisdiction
from punte.core.database.lists import counts_up_to, first_of_each
from punte.core.deadlines import rules
from punte.core.deadlines.models import OPEN, Clock, Holiday, Rule
from punte.core.errors import NotHere


def _seen_by(viewer: Viewer | None) -> QuerySet[Clock]:
    """Clocks the viewer may see; all of them for the worker (None)."""
    clocks = Clock.objects.all() if viewer is None else Clock.objects.visible_to(viewer)
    return cast("QuerySet[Clock]", clocks)


def open_clocks(
    viewer: Viewer | None, *, about_id: UUID, measures: Sequence[str] = ()
) -> QuerySet[Clock]:
    """Clocks still open about one thing; `measures` empty means all."""
    clocks = _seen_by(viewer).filter(OPEN, about_id=about_id)
    return clocks.filter(measure__in=measures) if measures else clocks


def open_pairs(
    viewer: Viewer | None, about_ids: Collection[UUID], measures: Collection[str]
) -> set[tuple[UUID, str]]:
    """Which of these measures run about which of these things already; for thousands."""
    clocks = _seen_by(viewer).filter(OPEN, about_id__among=about_ids, measure__in=measures)
    return set(clocks.values_list("about_id", "measure"))


def met_about(viewer: Viewer, measure: str, about_ids: Collection[UUID]) -> set[UUID]:
    """Those of many things about which a clock of this measure was ever met."""
    clocks = _seen_by(viewer).filter(about_id__among=about_ids, measure=measure)
    clocks = clocks.filter(met_at__isnull=False)
    return set(clocks.values_list("about_id", flat=True))


def open_clocks_of(viewer: Viewer, *, responsible: int) -> QuerySet[Clock]:
    """Open clocks of the viewer's agency on which one audience must act."""
    return _seen_by(viewer).filter(OPEN, owner=viewer.agency_audience, responsible=responsible)


def clocks_about(viewer: Viewer | None, about_ids: Iterable[UUID]) -> dict[UUID, list[Clock]]:
    """Open clocks by what they are about, soonest first; for boards and lists, in one query.

    viewer: None when the worker asks.
    """
    found: dict[UUID, list[Clock]] = {}
    clocks = _seen_by(viewer).filter(OPEN, about_id__in=list(about_ids)).order_by("due_at")
    for clock in clocks:
        found.setdefault(clock.about_id, []).append(clock)
    return found


def given_up(
    measures: Sequence[str], now: datetime, *, about_id: UUID | None = None, most: int = 200
) -> list[UUID]:
    """What clocks of these measures are about that are still open, long after they were due.

    That is: not paused, and later than due by what their rule says. The oldest first, at most
    `most`; for the worker.
    """
    last = ExpressionWrapper(
        F("due_at") + F("rule__give_up_after") * Value(timedelta(hours=1)),
        output_field=models.DateTimeField(),
    )
    clocks = _seen_by(None).filter(OPEN, late(now), measure__in=list(measures))
    if about_id is not None:
        clocks = clocks.filter(about_id=about_id)
    over = clocks.alias(last=last).filter(last__lte=now).order_by("due_at")
    return list(over.values_list("about_id", flat=True)[:most])


def clock_history(viewer: Viewer, about_id: UUID) -> list[Clock]:
    """All clocks about one thing, closed ones too, in the order they began."""
    return list(_seen_by(viewer).filter(about_id=about_id).order_by("started_at", "id"))


def my_clocks(viewer: Viewer) -> QuerySet[Clock]:
    """Open clocks on which the viewer, their desk or their agency must act, by due time."""
    return _seen_by(viewer).filter(OPEN, responsible__in=viewer.audiences).order_by("due_at", "id")


def first_clocks(viewer: Viewer, most: int) -> list[Clock]:
    """The first `most` of one's clocks by due time, without sorting all of a large agency's."""
    return list(soonest(viewer, my_clocks(viewer), most))


def soonest(viewer: Viewer, rows: QuerySet[Clock], most: int) -> QuerySet[Clock]:
    """The beginning of a cut of one's clocks, in the order of their due times."""
    order = ["due_at", "id"]
    return first_of_each(rows, "responsible", viewer.audiences, order=order, most=most)[:most]


def waiting_clocks(viewer: Viewer) -> QuerySet[Clock]:
    """Open clocks the viewer sees, on which others must act."""
    return _seen_by(viewer).filter(OPEN).exclude(responsible__in=viewer.audiences)


def late(now: datetime | Now) -> Q:
    return Q(due_at__lt=now, paused_at=None)


def today(now: datetime) -> Q:
    return Q(due_at__gte=now, due_at__lt=_midnight(now, 1), paused_at=None)


def this_week(now: datetime) -> Q:
    """Due from now to the end of Sunday."""
    days = 7 - timezone.localtime(now).weekday()
    return Q(due_at__gte=now, due_at__lt=_midnight(now, days), paused_at=None)


def _midnight(now: datetime, days: int) -> datetime:
    day = timezone.localdate(now) + timedelta(days=days)
    return timezone.make_aware(datetime.combine(day, time(0)))


@dataclass(frozen=True)
class Counts:
    """How many of one's clocks are open, and how many of those late, due today, this week."""

    open: int
    late: int
    today: int
    week: int


def my_counts(viewer: Viewer, most: int = 1000) -> Counts:
    """For the tabs, in one query; none counted further than `most` + 1."""
    now, mine = timezone.now(), my_clocks(viewer)
    cuts = [mine, *(mine.filter(cut(now)) for cut in (late, today, this_week))]
    return Counts(*counts_up_to(cuts, most))


def late_clocks(viewer: Viewer) -> QuerySet[Clock]:
    """One's clocks that are late, by the database's own time whenever it is asked."""
    return my_clocks(viewer).filter(late(Now()))


def late_count(viewer: Viewer, most: int = 100) -> int:
    """How many of one's clocks are late, counted no further than `most`."""
    return late_clocks(viewer).order_by()[:most].count()


def rule_in_force(measure: str, jurisdiction: str, day: date) -> Rule | None:
    """The rule of a measure on a day: the country's own, else the general one, else None."""
    rows = Rule.objects.filter(measure=measure, jurisdiction__in={jurisdiction, ""})
    return rules.in_force(rows, day)


def calendar_of(jurisdiction: str, since: datetime) -> tuple[str, set[date]]:
    """The time zone of a country, and its holidays from a moment on."""
    zones = Jurisdiction.objects.filter(code=jurisdiction).values_list("time_zone", flat=True)
    days = Holiday.objects.filter(jurisdiction=jurisdiction, day__gte=since.date())
    return zones.first() or settings.TIME_ZONE, set(days.values_list("day", flat=True))


def term_from(measure: str, jurisdiction: str, start: datetime) -> datetime | None:
    """When a term that begins then is due by the rule in force, or None without one."""
    zone, free = calendar_of(jurisdiction, start)
    rule = rule_in_force(measure, jurisdiction, start.astimezone(ZoneInfo(zone)).date())
    return due_by(rule, start, zone, free) if rule else None


def due_by(rule: Rule, start: datetime, zone: str, free: Collection[date]) -> datetime:
    """When a term of this rule that begins then ends; free: holidays."""
    return rules.due_at(
        start=start,
        term=rule.term,
        unit=rules.Unit(rule.unit),
        working_days=rule.working_days,
        holidays=free if rule.working_days else (),
        zone=zone,
    )


def current_rules(jurisdiction: str | None = None) -> list[Rule]:
    """The newest version of every rule, by measure; one jurisdiction's only when it is named."""
    rows = Rule.objects.order_by("measure", "jurisdiction", "-version")
    if jurisdiction is not None:
        rows = rows.filter(jurisdiction=jurisdiction)
    return list(rows.distinct("measure", "jurisdiction"))


def get_rule(rule_id: UUID) -> Rule:
    rule = Rule.objects.filter(pk=rule_id).first()
    if rule is None:
        raise NotHere(what="read rule")
    return rule


def rule_versions(rule: Rule) -> QuerySet[Rule]:
    """All versions of the same rule, newest first."""
    same = Rule.objects.filter(measure=rule.measure, jurisdiction=rule.jurisdiction)
    return same.order_by("-version")


def newest_version(rule: Rule) -> Rule:
    return rule_versions(rule)[0]


def running_by(rule: Rule) -> int:
    """How many open clocks run by any version of this rule, whoever they belong to: a number."""
    versions = [row.pk for row in rule_versions(rule)]
    with connection.cursor() as cursor:
        cursor.execute("SELECT punte_running_clocks(%s)", [versions])
        return int(cursor.fetchone()[0])


def holidays_of(jurisdiction: str, year: int) -> models.QuerySet[Holiday]:
    return Holiday.objects.filter(jurisdiction=jurisdiction, day__year=year).order_by("day")


def holiday_jurisdictions() -> list[str]:
    codes = Holiday.objects.order_by("jurisdiction").values_list("jurisdiction", flat=True)
    return list(codes.distinct())
