"""The funnel: notified → screened → identified → referred → assisted → loop closed.

The database gives out counts that nobody can add up to a single person: see `counting`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.utils.functional import Promise

from punte.core.access.door import Permission, Viewer
from punte.core.agencies.door import Agency
from punte.protection.funnel.cuts import STEPS, Cut, months_since, words_of
from punte.protection.funnel.models import FunnelRun

Values = list[int | None]
NOTHING: Values = [0] * len(STEPS)


@dataclass(frozen=True)
class Step:
    """One bar: a value that is hidden is None, zero is shown."""

    key: str
    label: str | Promise
    value: int | None


@dataclass(frozen=True)
class Funnel:
    """The six bars of a cut, and each month with its six values; none for two cuts."""

    steps: list[Step]
    months: list[tuple[date, Values]]


def funnel(viewer: Viewer, cut: Cut) -> Funnel:
    """The funnel of the viewer's country."""
    cuts = cut.named()
    found = crossed(viewer, cut.period, *cuts)
    bars = next(iter(found.values()), NOTHING)
    months: dict[tuple[str, str], Values] = {}
    if len(cuts) < 2:
        months = crossed(viewer, cut.period, ("month", None), *cuts)
    by_month = {key[0]: values for key, values in months.items()}
    days = months_since(cut.period) if by_month else []
    return Funnel(
        steps=[Step(key, label, bar) for (key, label), bar in zip(STEPS, bars, strict=True)],
        months=[(day, by_month.get(day.isoformat(), NOTHING)) for day in days],
    )


def crossed(
    viewer: Viewer, period: int, *cuts: tuple[str, str | None]
) -> dict[tuple[str, str], Values]:
    """Values of at most two cuts in the order of DIMS, each (dimension, one value or None for
    all): by the two values, six counts. A value of which there is nobody is left out.
    """
    viewer.require(Permission.SEE_FUNNEL)
    (first, one), (second, two) = [*cuts, ("", None), ("", None)][:2]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT * FROM protection_funnel_crossed(%s, %s, %s, %s, %s, %s)",
            [viewer.jurisdiction, period, first, second, one, two],
        )
        return {(va, vb): shown for va, vb, shown in cursor.fetchall()}


@dataclass(frozen=True)
class Wait:
    """Hours until a step from the one before: half of all came within `median`, nine of ten
    within `late`; None where too few did for either.
    """

    label: str | Promise
    median: float | None
    late: float | None


def waits(viewer: Viewer, cut: Cut) -> list[Wait]:
    """How long each step took, for one cut at most; of two the first counts."""
    viewer.require(Permission.SEE_FUNNEL)
    dim, value = next(iter(cut.named()), ("", ""))
    known = {row[1]: row[2:] for row in _waits(viewer, cut.period, dim) if row[0] == value}
    return [Wait(label, *known.get(n, (None, None))) for n, (_key, label) in STEPS_AFTER]


STEPS_AFTER = list(enumerate(STEPS))[1:]


def waits_by(viewer: Viewer, period: int, dim: str) -> dict[str, dict[int, float | None]]:
    """By value of a dimension: step (1–5) → the median of hours."""
    viewer.require(Permission.SEE_FUNNEL)
    found: dict[str, dict[int, float | None]] = {}
    for value, step, median, _late in _waits(viewer, period, dim):
        found.setdefault(value, {})[step] = median
    return found


def _waits(
    viewer: Viewer, period: int, dim: str
) -> list[tuple[str, int, float | None, float | None]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT * FROM protection_funnel_waits(%s, %s, %s)", [viewer.jurisdiction, period, dim]
        )
        return list(cursor.fetchall())


@dataclass(frozen=True)
class Out:
    """Referrals that ended without help: in which state, why; the count, None when hidden."""

    state: str
    reason: str
    count: int | None


def outs(viewer: Viewer, period: int) -> list[Out]:
    """Where referrals ended without help, the most frequent first, hidden ones last."""
    viewer.require(Permission.SEE_FUNNEL)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT * FROM protection_funnel_outs(%s, %s)", [viewer.jurisdiction, period]
        )
        found = [Out(*row) for row in cursor.fetchall()]
    return sorted(found, key=lambda out: (-(out.count or 0), out.state, out.reason))


def agency_names(viewer: Viewer) -> dict[str, str]:
    """Agencies of the viewer's country by id, as the cells name them."""
    rows = Agency.objects.filter(jurisdiction=viewer.jurisdiction).order_by("name")
    return {str(pk): name for pk, name in rows.values_list("pk", "name")}


def values_of(viewer: Viewer, period: int, dim: str) -> list[tuple[str, str]]:
    """The values that a dimension has, as choices."""
    names = words_of(dim, agency_names(viewer))
    return sorted(
        ((value, names(value)) for value, _none in crossed(viewer, period, (dim, None))),
        key=lambda pair: pair[1],
    )


def last_run() -> FunnelRun | None:
    """When all was counted last."""
    return FunnelRun.objects.first()
