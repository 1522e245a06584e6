"""Days, hours and lanes of time in a country's zone. Pure: no queries, no clock.

A local day has 23 or 25 hours when the clocks change; an hour that comes twice is counted in one
place, as people read it off their clocks.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

LEVELS = 5


def day_span(first: date, last: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """From the beginning of one local day to the end of another (exclusive), in UTC."""
    start = datetime.combine(first, datetime.min.time(), zone)
    end = datetime.combine(last + timedelta(days=1), datetime.min.time(), zone)
    return start.astimezone(UTC), end.astimezone(UTC)


@dataclass
class Heat:
    """How many moments fall on each local day, and on each weekday (0 Monday) and hour."""

    days: Counter[date] = field(default_factory=Counter)
    hours: Counter[tuple[int, int]] = field(default_factory=Counter)

    @property
    def total(self) -> int:
        return self.days.total()


def heat_of(counted: Iterable[tuple[date, int, int]]) -> Heat:
    """From (local day, hour, number)."""
    heat = Heat()
    for day, hour, number in counted:
        heat.days[day] += number
        heat.hours[day.weekday(), hour] += number
    return heat


def level(count: int, top: int) -> int:
    """How strongly a count is tinted: 0 for none, 1 to `LEVELS` by its part of the largest."""
    return 0 if not count or not top else max(1, math.ceil(LEVELS * count / top))


def weeks_of(days: Mapping[date, int]) -> list[list[date]]:
    """All weeks from the first to the last of these days, each from Monday to Sunday."""
    if not days:
        return []
    first, last = min(days), max(days)
    monday = first - timedelta(days=first.weekday())
    count = (last - monday).days // 7 + 1
    return [[monday + timedelta(days=7 * week + day) for day in range(7)] for week in range(count)]


@dataclass(frozen=True)
class Gathered:
    """Some happenings that begin in one part of a span and end in another, by their numbers."""

    low: int
    high: int
    count: int
    first: datetime
    last: datetime


@dataclass(frozen=True)
class Mark:
    """Some happenings of a lane that lie close together. x, width: in per mille of the span."""

    x: float
    width: float
    count: int
    first: datetime
    last: datetime


def mark_of(found: Gathered, parts: int) -> Mark:
    """Where it is drawn in a span of so many parts."""
    x = round(1000 * (found.low + 0.5) / parts, 1)
    width = round(1000 * (found.high - found.low) / parts, 1)
    return Mark(x, width, found.count, found.first, found.last)


def ticks_of(since: datetime, until: datetime, zone: ZoneInfo, most: int = 8) -> list[date]:
    """Local days at which a line stands: at most so many, evenly apart."""
    first, last = since.astimezone(zone).date(), until.astimezone(zone).date()
    count = max(1, (last - first).days)
    step = max(1, math.ceil(count / most))
    return [first + timedelta(days=day) for day in range(0, count + 1, step)]


def zoomed(first: date, last: date, by: float) -> tuple[date, date]:
    """A span around the same middle, so many times as long; at least a day."""
    half = max(0.5, ((last - first).days + 1) * by / 2)
    middle = first.toordinal() + ((last - first).days + 1) / 2
    low, high = math.floor(middle - half), math.ceil(middle + half) - 1
    return _bounded(low), _bounded(max(low, high))


def moved(first: date, last: date, by: int) -> tuple[date, date]:
    """The span before (-1) or after (1)."""
    days = ((last - first).days + 1) * by
    return _bounded(first.toordinal() + days), _bounded(last.toordinal() + days)


def _bounded(ordinal: int) -> date:
    low, high = date(1900, 1, 1).toordinal(), date(2200, 1, 1).toordinal()
    return date.fromordinal(min(max(ordinal, low), high))
