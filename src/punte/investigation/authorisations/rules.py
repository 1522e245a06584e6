"""How long a measure may take, and whether a moment or a span lies under an order.

Plain values in and out: no clock, no database. Instants are aware; a span is [start, end): its
first instant belongs to it, its end does not.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

MOST_DAYS, MOST_MONTHS, MOST_HOURS = 3660, 120, 720
Span = tuple[datetime, datetime]


@dataclass(frozen=True)
class Limits:
    """What the table says of one measure under one law.

    first_days, extension_days: the longest first term and each extension (0: none may follow).
    total_days, total_months: the longest of all together; both None: no bound of its own.
    urgent_hours: the longest provisional order of a prosecutor; None: no urgent path.
    confirm_hours: after its end, within which a judge confirms it.
    by_judge: the order is a judge's; else a prosecutor's serves too.
    """

    first_days: int
    extension_days: int = 0
    total_days: int | None = None
    total_months: int | None = None
    urgent_hours: int | None = None
    confirm_hours: int = 24
    by_judge: bool = True


class Fault(StrEnum):
    """Why an order cannot be kept."""

    END_BEFORE_START = "end_before_start"
    NOT_TO_THE_MINUTE = "not_to_the_minute"
    FIRST_TOO_LONG = "first_too_long"
    EXTENSION_TOO_LONG = "extension_too_long"
    TOTAL_TOO_LONG = "total_too_long"
    NO_EXTENSION = "no_extension"
    NOT_FROM_THE_END = "not_from_the_end"
    URGENT_TOO_LONG = "urgent_too_long"
    NO_URGENT_PATH = "no_urgent_path"
    WANTS_A_JUDGE = "wants_a_judge"


def later(start: datetime, zone: str, *, days: int = 0, months: int = 0) -> datetime:
    """The same time of day so many days or months on in `zone`, in UTC.

    A month without that day ends with its last. The time of day stays through changes of the
    clocks, so that such a term is an hour longer or shorter in elapsed time.
    """
    here = ZoneInfo(zone)
    local = start.astimezone(here)
    years, month = divmod(local.month - 1 + months, 12)
    year, month = local.year + years, month + 1
    day = min(local.day, calendar.monthrange(year, month)[1])
    moved = date(year, month, day) + timedelta(days=days)
    return datetime.combine(moved, local.time(), here).astimezone(UTC)


def order_faults(
    limits: Limits, span: Span, zone: str, *, by_judge: bool, used: timedelta = timedelta()
) -> list[Fault]:
    """What is wrong with a first order. used: what earlier orders on the same target took."""
    faults = _span_faults(span)
    if faults:
        return faults
    if limits.by_judge and not by_judge:
        faults.append(Fault.WANTS_A_JUDGE)
    if span[1] > later(span[0], zone, days=limits.first_days):
        faults.append(Fault.FIRST_TOO_LONG)
    return faults + _total_faults(limits, span, zone, used)


def urgent_faults(
    limits: Limits, span: Span, zone: str, *, used: timedelta = timedelta()
) -> list[Fault]:
    """What is wrong with a prosecutor's provisional order."""
    faults = _span_faults(span)
    if faults:
        return faults
    if limits.urgent_hours is None:
        return [Fault.NO_URGENT_PATH]
    if span[1] - span[0] > timedelta(hours=limits.urgent_hours):
        faults.append(Fault.URGENT_TOO_LONG)
    return faults + _total_faults(limits, span, zone, used)


def extension_faults(
    limits: Limits,
    whole: Span,
    end: datetime,
    zone: str,
    *,
    by_judge: bool,
    used: timedelta = timedelta(),
) -> list[Fault]:
    """What is wrong with going on from the end of `whole` until `end`."""
    faults = _span_faults((whole[1], end))
    if faults:
        return faults
    if not limits.extension_days:
        return [Fault.NO_EXTENSION]
    if limits.by_judge and not by_judge:
        faults.append(Fault.WANTS_A_JUDGE)
    if end > later(whole[1], zone, days=limits.extension_days):
        faults.append(Fault.EXTENSION_TOO_LONG)
    return faults + _total_faults(limits, (whole[0], end), zone, used)


def _span_faults(span: Span) -> list[Fault]:
    if any(moment.second or moment.microsecond for moment in span):
        return [Fault.NOT_TO_THE_MINUTE]
    return [] if span[0] < span[1] else [Fault.END_BEFORE_START]


def _total_faults(limits: Limits, span: Span, zone: str, used: timedelta) -> list[Fault]:
    longest = latest_end(limits, span[0], zone)
    if longest is not None and span[1] > longest - used:
        return [Fault.TOTAL_TOO_LONG]
    return []


def latest_end(limits: Limits, start: datetime, zone: str) -> datetime | None:
    """The end of the longest total that begins then; None without a bound."""
    if limits.total_days is None and limits.total_months is None:
        return None
    return later(start, zone, days=limits.total_days or 0, months=limits.total_months or 0)


class Why(StrEnum):
    """Why a measure is or is not lawful on a target at a time."""

    COVERED = "covered"
    PROVISIONAL = "provisional"
    NO_ORDER = "no_order"
    OTHER_TARGET = "other_target"
    BEFORE = "before"
    AFTER = "after"
    PARTLY = "partly"
    BETWEEN = "between"
    NOT_IN_FORCE = "not_in_force"
    NOT_CONFIRMED = "not_confirmed"
    BAD_SPAN = "bad_span"


@dataclass(frozen=True)
class Held:
    """One authorisation as far as a ruling needs it.

    spans: of its orders. stopped: when it was ended early, if it was. in_force: a second person
    has put it in force. confirm_by: of an urgent order still to be confirmed. lapsed: it was not.
    names_it: its order names the identifier that is asked about.
    """

    key: object
    spans: Sequence[Span]
    names_it: bool
    in_force: bool
    stopped: datetime | None = None
    confirm_by: datetime | None = None
    lapsed: bool = False


@dataclass(frozen=True)
class Verdict:
    """outside: the parts of the span that the order does not cover."""

    why: Why
    key: object = None
    outside: tuple[Span, ...] = ()

    @property
    def allowed(self) -> bool:
        return self.why in {Why.COVERED, Why.PROVISIONAL}


# The nearer a verdict is to lawful, the more it tells; the first of these is given.
ORDER = (
    Why.COVERED,
    Why.PROVISIONAL,
    Why.PARTLY,
    Why.NOT_CONFIRMED,
    Why.NOT_IN_FORCE,
    Why.BETWEEN,
    Why.AFTER,
    Why.BEFORE,
    Why.OTHER_TARGET,
    Why.NO_ORDER,
)


def verdict(held: Iterable[Held], start: datetime, end: datetime | None, now: datetime) -> Verdict:
    """Whether one of these authorisations covers an instant (no end, or end = start) or all of a
    span, as things stand at `now`. Two orders are never added up: one must cover it whole.
    """
    if end is not None and end < start:
        return Verdict(Why.BAD_SPAN)
    found = [_judged(one, start, end, now) for one in held]
    return min(found, key=lambda one: ORDER.index(one.why), default=Verdict(Why.NO_ORDER))


def _judged(one: Held, start: datetime, end: datetime | None, now: datetime) -> Verdict:
    if not one.names_it:
        return Verdict(Why.OTHER_TARGET, one.key)
    spans = [(a, min(b, one.stopped) if one.stopped else b) for a, b in one.spans]
    spans = sorted(span for span in spans if span[0] < span[1])
    outside = left_over(start, end, spans)
    if outside:
        return Verdict(_where(start, end, spans, outside), one.key, outside)
    if one.lapsed or (one.confirm_by is not None and now >= one.confirm_by):
        return Verdict(Why.NOT_CONFIRMED, one.key)
    if not one.in_force:
        return Verdict(Why.NOT_IN_FORCE, one.key)
    return Verdict(Why.PROVISIONAL if one.confirm_by else Why.COVERED, one.key)


def left_over(start: datetime, end: datetime | None, spans: Iterable[Span]) -> tuple[Span, ...]:
    """The parts of [start, end) in none of the sorted spans; of an instant, itself or nothing."""
    if end is None or end == start:
        return () if any(a <= start < b for a, b in spans) else ((start, start),)
    left, at = [], start
    for a, b in spans:
        if b <= at:
            continue
        if a >= end:
            break
        if a > at:
            left.append((at, a))
        at = max(at, b)
    if at < end:
        left.append((at, end))
    return tuple(left)


def _where(
    start: datetime, end: datetime | None, spans: Sequence[Span], outside: Sequence[Span]
) -> Why:
    if not spans:
        return Why.AFTER
    last = start if end is None else end
    if outside != ((start, last),):
        return Why.PARTLY
    if start >= spans[-1][1]:
        return Why.AFTER
    return Why.BEFORE if last <= spans[0][0] else Why.BETWEEN
