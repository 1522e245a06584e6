"""The funnel: notified → screened → identified → referred → assisted → loop closed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet, Sum
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from punte.core.access.door import Permission, Viewer
from punte.protection.models import FunnelCell

SMALL = 5
STEPS: tuple[tuple[str, str | Promise], ...] = (
    ("notified", _("Notified")),
    ("screened", _("Screened")),
    ("identified", _("Identified")),
    ("referred", _("Referred")),
    ("assisted", _("Assisted")),
    ("closed", _("Loop closed")),
)


@dataclass(frozen=True)
class Step:
    """One bar: a value under SMALL is hidden (None), zero is shown."""

    key: str
    label: str | Promise
    value: int | None


def hide_small(value: int) -> int | None:
    """Values from 1 to 4 are hidden, so that nobody is found among a few."""
    return None if 0 < value < SMALL else value


def cells(viewer: Viewer) -> QuerySet[FunnelCell]:
    """All cells of the viewer's country for those who may see the funnel."""
    viewer.require(Permission.SEE_FUNNEL)
    return FunnelCell.objects.filter(jurisdiction=viewer.jurisdiction)


def months_back(count: int, today: date | None = None) -> date:
    """The first day of the month `count` months before this one."""
    day = today or timezone.localdate()
    months = day.year * 12 + day.month - 1 - count
    return date(months // 12, months % 12 + 1, 1)


def steps(rows: QuerySet[FunnelCell]) -> list[Step]:
    """The six bars of these cells, in one query."""
    sums = rows.aggregate(**{key: Sum(key) for key, _label in STEPS})
    return [Step(key, label, hide_small(sums[key] or 0)) for key, label in STEPS]


def by_month(rows: QuerySet[FunnelCell]) -> list[tuple[date, list[int | None]]]:
    """For a table and a line: each month with its six values."""
    sums = rows.order_by("month").values_list("month").annotate(*[Sum(key) for key, _l in STEPS])
    return [(row[0], [hide_small(value) for value in row[1:]]) for row in sums]
