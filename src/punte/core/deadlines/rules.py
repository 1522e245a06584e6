"""How long a clock runs, what it says at an instant, and whom it calls next. No database here."""

from __future__ import annotations

import calendar
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Protocol, TypeVar
from zoneinfo import ZoneInfo

SATURDAY = 5
LAST_SECOND = time(23, 59, 59)
OPENS, CLOSES = time(8), time(17)
MOST_TERM = 3660


class Unit(StrEnum):
    HOURS = "hours"
    DAYS = "days"
    MONTHS = "months"


class State(StrEnum):
    """What a clock says: open ones run, come near, are late or paused; closed ones the rest."""

    RUNNING = "running"
    NEAR = "near"
    LATE = "late"
    PAUSED = "paused"
    MET = "met"
    MISSED = "missed"
    STOPPED = "stopped"


class Stage(StrEnum):
    """Whom a clock calls, in this order."""

    NEAR = "near"
    MISSED = "missed"


def is_working(day: date, holidays: Collection[date]) -> bool:
    return day.weekday() < SATURDAY and day not in holidays


def due_at(
    *,
    start: datetime,
    term: int,
    unit: Unit,
    working_days: bool = False,
    holidays: Collection[date] = (),
    zone: str,
) -> datetime:
    """When a term that begins at `start` (aware) ends, in UTC.

    Hours are counted as they pass, through changes of the clocks too; with `working_days` only
    those of working days count. Days and months do not count the day of the event and end with
    the last second of their last day in `zone` (as Regulation (EEC) 1182/71, art. 3); a month
    without that day ends with its last. With `working_days`, days count working days alone, and
    months that end on a free day end with the next working day.
    Raises ValueError for a term outside 1..3660.
    """
    if not 1 <= term <= MOST_TERM:
        raise ValueError(f"a term is from 1 to {MOST_TERM}, not {term}")
    here = ZoneInfo(zone)
    free = holidays if working_days else None
    if unit == Unit.HOURS:
        return _after_hours(start, term, free, here)
    day = start.astimezone(here).date()
    last = _after_days(day, term, free) if unit == Unit.DAYS else _after_months(day, term, free)
    return datetime.combine(last, LAST_SECOND, here).astimezone(UTC)


def hours_at_work(start: datetime, hours: int, free: Collection[date], zone: str) -> datetime:
    """When so many hours of work have passed since `start` (aware), in UTC.

    Work is from 8 to 17 on working days in `zone`; free: its holidays. No hours: the next moment
    at work.
    """
    return _after_hours(start, hours, free, ZoneInfo(zone), (OPENS, CLOSES))


def _after_hours(
    start: datetime,
    hours: int,
    free: Collection[date] | None,
    here: ZoneInfo,
    work: tuple[time, time] | None = None,
) -> datetime:
    """Hours that count: all, or those of working days, or of those between two times of day."""
    moment, left = start.astimezone(UTC), timedelta(hours=hours)
    if free is None:
        return moment + left
    while True:
        day = moment.astimezone(here).date()
        midnight = datetime.combine(day + timedelta(days=1), time(0), here).astimezone(UTC)
        ends = midnight
        if work:
            moment = max(moment, datetime.combine(day, work[0], here).astimezone(UTC))
            ends = datetime.combine(day, work[1], here).astimezone(UTC)
        if is_working(day, free) and moment < ends:
            if moment + left <= ends:
                return moment + left
            left -= ends - moment
        moment = midnight


def _after_days(day: date, days: int, free: Collection[date] | None) -> date:
    if free is None:
        return day + timedelta(days=days)
    while days:
        day += timedelta(days=1)
        days -= is_working(day, free)
    return day


def _after_months(day: date, months: int, free: Collection[date] | None) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    last = date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
    while free is not None and not is_working(last, free):
        last += timedelta(days=1)
    return last


def warn_at(start: datetime, due: datetime, hours_before: int) -> datetime:
    """When a clock comes near: so many hours before it is due, never before it began."""
    return max(start, due - timedelta(hours=hours_before))


def pushed_by(moment: datetime, paused: datetime, resumed: datetime) -> datetime:
    """Where a moment of a clock lies after a pause: later by as long as the pause lasted."""
    return moment + max(timedelta(0), resumed - paused)


class Times(Protocol):
    """The moments of a clock."""

    due_at: datetime
    warn_at: datetime
    paused_at: datetime | None
    met_at: datetime | None
    stopped_at: datetime | None


def state_of(clock: Times, now: datetime) -> State:
    """What the clock says at `now`. Met after it was due is missed."""
    if clock.met_at is not None:
        return State.MET if clock.met_at <= clock.due_at else State.MISSED
    if clock.stopped_at is not None:
        return State.STOPPED
    if clock.paused_at is not None:
        return State.PAUSED
    if now > clock.due_at:
        return State.LATE
    return State.NEAR if now >= clock.warn_at else State.RUNNING


@dataclass(frozen=True)
class Call:
    """One stage of a clock and when it comes."""

    stage: Stage
    at: datetime


def calls_of(warn: datetime, due: datetime) -> list[Call]:
    """All calls of a clock in order. What follows when it was missed is its agency's chain."""
    return [Call(Stage.NEAR, warn), Call(Stage.MISSED, due)]


def calls_due(calls: Iterable[Call], made: Collection[str], now: datetime) -> list[Call]:
    """Calls whose time has come and that were not made; a warning is pointless once it is late."""
    reached = [call for call in calls if call.at <= now]
    late = any(call.stage == Stage.MISSED for call in reached)
    return [
        call
        for call in reached
        if call.stage not in made and not (late and call.stage == Stage.NEAR)
    ]


def next_call(calls: Iterable[Call], now: datetime) -> datetime | None:
    """When the clock must be looked at again; None when it has called everybody."""
    return next((call.at for call in calls if call.at > now), None)


class DatedRow(Protocol):
    """A row of the rule table, as far as choosing among them goes."""

    @property
    def jurisdiction(self) -> str: ...
    @property
    def valid_from(self) -> date: ...
    @property
    def valid_to(self) -> date | None: ...
    @property
    def version(self) -> int: ...


R = TypeVar("R", bound=DatedRow)


def in_force(rows: Iterable[R], day: date) -> R | None:
    """The row of one measure that holds on a day: the country's own before the general one.

    Within each the newest version that has begun decides; when it has ended, nothing older
    comes back to life.
    """
    begun = sorted(
        (row for row in rows if row.valid_from <= day),
        key=lambda row: (row.jurisdiction != "", row.version),
        reverse=True,
    )
    seen: set[str] = set()
    for row in begun:
        if row.jurisdiction in seen:
            continue
        if row.valid_to is None or row.valid_to > day:
            return row
        seen.add(row.jurisdiction)
    return None
