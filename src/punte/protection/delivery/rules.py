"""Decisions on services, appointments and documents, on plain values."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum

MOST_HOURS = Decimal(1000)
MOST_COST = Decimal(100_000_000)
MOST_AHEAD = timedelta(days=366 * 3)
MOST_BEHIND = timedelta(days=366 * 5)
LONGEST = timedelta(hours=24)
NEAR = timedelta(days=30)

# Which states of an appointment may follow which; kept, missed and cancelled are corrected by
# planning it anew.
MEETING_MOVES: dict[str, frozenset[str]] = {
    "planned": frozenset({"kept", "missed", "cancelled"}),
    "kept": frozenset({"planned"}),
    "missed": frozenset({"planned"}),
    "cancelled": frozenset({"planned"}),
}


def may_move(state: str, target: str) -> bool:
    """Whether an appointment in `state` may become `target`."""
    return target in MEETING_MOVES.get(state, frozenset())


def day_in_bounds(day: date, today: date) -> bool:
    """A day that a plan or a delivery can fall on: not beyond five years back or three ahead."""
    return today - MOST_BEHIND <= day <= today + MOST_AHEAD


class Validity(StrEnum):
    """How a document stands."""

    LAID_BY = "laid_by"
    OPEN = "open"
    VALID = "valid"
    NEAR = "near"
    EXPIRED = "expired"


def validity(expires_on: date | None, laid_by: bool, today: date) -> Validity:
    """A document is good through its last day; from thirty days before, it is near its end."""
    if laid_by:
        return Validity.LAID_BY
    if expires_on is None:
        return Validity.OPEN
    if expires_on < today:
        return Validity.EXPIRED
    return Validity.NEAR if expires_on - today <= NEAR else Validity.VALID


def remind_at(starts_at: datetime, hours: int, now: datetime) -> datetime | None:
    """When to remind, or None: never asked for, or too late for it."""
    moment = starts_at - timedelta(hours=hours)
    return moment if hours and moment > now else None


@dataclass(frozen=True)
class Sum:
    """Of one month and kind: how many services, hours, and the cost by currency."""

    month: date
    kind: str
    count: int
    hours: Decimal
    costs: tuple[tuple[str, Decimal], ...]


Row = tuple[date, str, str, int, Decimal | None, Decimal | None]


def summed(rows: Iterable[Row]) -> list[Sum]:
    """Rows of (month, kind, currency, count, hours, cost) put together by month and kind.

    Newest month first. Currencies are never added up. Hours of services without a cost count too.
    """
    gathered: dict[tuple[date, str], list[Row]] = {}
    for row in rows:
        gathered.setdefault((row[0], row[1]), []).append(row)
    found = [
        Sum(
            month=month,
            kind=kind,
            count=sum(row[3] for row in parts),
            hours=sum((row[4] or Decimal(0) for row in parts), Decimal(0)),
            costs=tuple(sorted((row[2], row[5]) for row in parts if row[2] and row[5] is not None)),
        )
        for (month, kind), parts in gathered.items()
    ]
    return sorted(found, key=lambda one: (-one.month.toordinal(), one.kind))


def months_between(first: date, last: date) -> list[date]:
    """The first days of all months from one to the other."""
    count = (last.year - first.year) * 12 + last.month - first.month
    return [
        date(first.year + (first.month - 1 + n) // 12, (first.month - 1 + n) % 12 + 1, 1)
        for n in range(count + 1)
    ]


def hours_by_month(sums: Sequence[Sum], months: Sequence[date]) -> list[Decimal]:
    """Hours of each month, zero where there is none."""
    return [sum((s.hours for s in sums if s.month == m), Decimal(0)) for m in months]


def hours_by_kind(sums: Sequence[Sum]) -> list[tuple[str, Decimal]]:
    """Hours of each kind, most first."""
    kinds = {s.kind for s in sums}
    found = [(k, sum((s.hours for s in sums if s.kind == k), Decimal(0))) for k in kinds]
    return sorted(found, key=lambda pair: (-pair[1], pair[0]))


def totals(sums: Sequence[Sum]) -> list[tuple[str, Decimal]]:
    """The cost of all, by currency."""
    found: dict[str, Decimal] = {}
    for one in sums:
        for currency, cost in one.costs:
            found[currency] = found.get(currency, Decimal(0)) + cost
    return sorted(found.items())
