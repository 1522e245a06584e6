"""What oversight sees: rows without target, counts of looks from the ledger, what stands out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import connection
from django.db.models import Count, Q, QuerySet
from django.utils.functional import Promise

from punte.core.access.door import Permission, Viewer, get_visible
from punte.core.agencies.door import Account
from punte.core.deadlines.door import calendar_of
from punte.core.ledger.door import LABELS, Filters, entries
from punte.investigation.authorisations.anomalies import Facts, Look, Place, anomalies
from punte.investigation.authorisations.machine import OVER, State
from punte.investigation.authorisations.measures import Measure
from punte.investigation.authorisations.models import Authorisation, Quarantine
from punte.investigation.authorisations.rules import latest_end
from punte.investigation.authorisations.words import ANOMALIES

MOST = 500
RUNNING = [State.GRANTED, State.ACTIVE]
# Opening the order itself is no look at what it brought.
NO_LOOKS = {"measure.read", "measure.oversee"}


@dataclass(frozen=True)
class Line:
    """One measure for oversight. found: what stands out, in words, each with how many."""

    row: Authorisation
    state: State
    looks: Sequence[Look]
    found: Sequence[tuple[str | Promise, int]]

    @property
    def people(self) -> int:
        return len({look.account for look in self.looks})


def _seen(viewer: Viewer) -> QuerySet[Authorisation]:
    viewer.require(Permission.OVERSEE_MEASURES)
    rows = Authorisation.objects.visible_to(viewer).filter(jurisdiction=viewer.jurisdiction)
    return rows.select_related("agency", "rule")


def overseen(viewer: Viewer, now: datetime, *, state: str = "") -> list[Line]:
    """The newest measures of the viewer's country; those in force unless a state is named."""
    rows = _seen(viewer).order_by("-asked_at", "-id")
    if state in {one.value for one in State}:
        rows = rows.filter(state=state)
    elif state != "all":
        rows = rows.filter(state__in=RUNNING)
    return _lines(viewer, list(rows[:MOST]), now)


def one_overseen(viewer: Viewer, key: UUID, now: datetime) -> Line:
    """One measure, or NotHere."""
    viewer.require(Permission.OVERSEE_MEASURES)
    row = get_visible(Authorisation, viewer=viewer, pk=key, jurisdiction=viewer.jurisdiction)
    return _lines(viewer, [row], now)[0]


def _lines(viewer: Viewer, rows: list[Authorisation], now: datetime) -> list[Line]:
    looks, places = looks_at(viewer, rows), places_of(rows)
    _zone, free = calendar_of(viewer.jurisdiction, now - timedelta(days=366))
    lines = []
    for row in rows:
        mine = looks.get(row.pk, [])
        found = anomalies(facts_of(row, mine, places.get(row.pk, [])), now, row.zone, free)
        words = [(ANOMALIES[kind], count) for kind, count in found]
        lines.append(Line(row, row.state_at(now), mine, words))
    return lines


def facts_of(row: Authorisation, looks: Sequence[Look], places: Sequence[Place]) -> Facts:
    """What `anomalies` needs to know of a row."""
    longest = latest_end(row.rule.limits, row.start, row.zone) if row.start else None
    return Facts(
        outside=row.outside,
        end=row.end,
        longest_end=longest,
        lapsed=row.state == State.LAPSED,
        confirm_by=row.confirm_by,
        notice_by=row.notice_by,
        notified=row.notified_at is not None,
        destroy_by=row.destroy_by if row.taken else None,
        destroyed=row.destroyed_at is not None,
        looks=looks,
        places=places,
    )


def looks_at(viewer: Viewer, rows: Sequence[Authorisation]) -> dict[UUID, list[Look]]:
    """Readings in the ledger that name these authorisations, oldest first."""
    readings = [key for key, label in LABELS.items() if label.kind == "reading"]
    wanted = {str(row.pk): row.pk for row in rows}
    found: dict[UUID, list[Look]] = {}
    told = (
        entries(viewer, Filters())
        .filter(
            subject__in={row.case_id for row in rows},
            action__in=set(readings) - NO_LOOKS,
            detail__authorisation__in=list(wanted),
        )
        .order_by("at", "id")
        .values_list("detail__authorisation", "account_id", "at")
    )
    for key, account, at in told:
        if account is not None:
            found.setdefault(wanted[key], []).append(Look(account, at))
    return found


def places_of(rows: Sequence[Authorisation]) -> dict[UUID, list[Place]]:
    """Who sat in the team of each, from when until when; for who may see the authorisation."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM investigation_places_of(%s)", [[row.pk for row in rows]])
        told = cursor.fetchall()
    found: dict[UUID, list[Place]] = {}
    for key, account, since, until in told:
        found.setdefault(key, []).append(Place(account, since, until))
    return found


@dataclass(frozen=True)
class Person:
    name: str
    looks: int
    first: datetime
    last: datetime


def people_of(line: Line) -> list[Person]:
    """Who looked, how often and when, the busiest first."""
    counts = Counter(look.account for look in line.looks)
    names = Account.objects.in_bulk(list(counts))
    return [
        Person(
            names[account].name if account in names else "",
            many,
            min(look.at for look in line.looks if look.account == account),
            max(look.at for look in line.looks if look.account == account),
        )
        for account, many in counts.most_common()
    ]


def locked_of(viewer: Viewer, row: Authorisation) -> QuerySet[Quarantine]:
    """The facts of what lies unread under a measure."""
    rows = Quarantine.objects.visible_to(viewer).filter(authorisation=row)
    return rows.order_by("-taken_at", "-id")


def year_in(text: str, now: int) -> int:
    """The year that was asked for, or this one."""
    good = text.isascii() and text.isdigit() and len(text) == 4 and 2000 <= int(text) <= now
    return int(text) if good else now


def figures_of(viewer: Viewer, year: int) -> list[dict[str, Any]]:
    """Counts of what was asked for in a year, by measure; small ones stand as they are."""
    zone = ZoneInfo(calendar_of(viewer.jurisdiction, datetime(year, 1, 1).astimezone())[0])
    begins, ends = (datetime(one, 1, 1, tzinfo=zone) for one in (year, year + 1))
    rows = _seen(viewer).filter(asked_at__gte=begins, asked_at__lt=ends)
    counted = rows.order_by().values("measure").annotate(
        asked=Count("pk"),
        granted=Count("pk", filter=Q(start__isnull=False)),
        refused=Count("pk", filter=Q(state=State.REFUSED)),
        extended=Count("pk", filter=Q(extensions__gt=0)),
        urgent=Count("pk", filter=Q(urgent=True)),
        lapsed=Count("pk", filter=Q(state=State.LAPSED)),
        ended=Count("pk", filter=Q(state__in=[*OVER])),
        notified=Count("pk", filter=Q(notified_at__isnull=False)),
    )  # fmt: skip
    by_measure = {row["measure"]: row for row in counted}
    return [
        {"name": measure.label, **by_measure[measure.value]}
        for measure in Measure
        if measure.value in by_measure
    ]
