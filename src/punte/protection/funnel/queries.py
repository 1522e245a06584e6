"""The funnel: notified → screened → identified → referred → assisted → loop closed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from punte.core.access.door import Permission, Viewer

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


@dataclass(frozen=True)
class Cut:
    """Which persons are counted; empty values ask for nothing. agency: its id."""

    since: date
    agency: int | None = None
    exploitation: str = ""
    age_band: str = ""
    sex: str = ""


@dataclass(frozen=True)
class Funnel:
    """The six bars of a cut, and each month with its six values."""

    steps: list[Step]
    months: list[tuple[date, list[int | None]]]


def funnel(viewer: Viewer, cut: Cut) -> Funnel:
    """The funnel of the viewer's country, in one query.

    The database itself adds up and hides: its role for the web may not read the cells.
    """
    viewer.require(Permission.SEE_FUNNEL)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT * FROM protection_funnel(%s, %s, %s, %s, %s, %s)",
            [viewer.jurisdiction, cut.since, cut.agency, cut.exploitation, cut.age_band, cut.sex],
        )
        (_none, *total), *months = cursor.fetchall()
    # With no month in the cut the sums are null like hidden ones, and mean nobody.
    bars = total if months else [0] * len(STEPS)
    return Funnel(
        steps=[Step(key, label, bar) for (key, label), bar in zip(STEPS, bars, strict=True)],
        months=[(month, values) for month, *values in months],
    )


def months_back(count: int, today: date | None = None) -> date:
    """The first day of the month `count` months before this one."""
    day = today or timezone.localdate()
    months = day.year * 12 + day.month - 1 - count
    return date(months // 12, months % 12 + 1, 1)
