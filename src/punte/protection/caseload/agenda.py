"""What stands in a calendar, whatever room it comes from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Kind(StrEnum):
    APPOINTMENT = "appointment"
    HEARING = "hearing"
    CLOCK = "clock"
    STEP = "step"
    TASK = "task"
    FOLLOW_UP = "follow_up"


# What a calendar program may read by default: that there is something, and nothing else.
NEUTRAL: dict[Kind, str | Promise] = {
    Kind.APPOINTMENT: _("Appointment"),
    Kind.HEARING: _("Court date"),
    Kind.CLOCK: _("Deadline"),
    Kind.STEP: _("Step of a plan"),
    Kind.TASK: _("Task"),
    Kind.FOLLOW_UP: _("Follow-up"),
}
ICONS = {
    Kind.APPOINTMENT: "calendar",
    Kind.HEARING: "scale",
    Kind.CLOCK: "calendar-clock",
    Kind.STEP: "list",
    Kind.TASK: "square-check",
    Kind.FOLLOW_UP: "phone",
}


@dataclass(frozen=True)
class Entry:
    """One thing on a day. key: the record's id; at: None when it has no hour; until: its end.

    words: what it is, for its owner alone; what: the same without free text, for a feed.
    """

    kind: Kind
    key: str
    day: date | None
    words: str | Promise
    url: str
    at: datetime | None = None
    until: datetime | None = None
    person: str = ""
    what: str | Promise = ""
    task: str = ""

    @property
    def icon(self) -> str:
        return ICONS[self.kind]

    @property
    def neutral(self) -> str | Promise:
        return NEUTRAL[self.kind]

    @property
    def past(self) -> bool:
        """Its time has gone by; a meeting is not late for that."""
        if self.kind in (Kind.APPOINTMENT, Kind.HEARING):
            return False
        if self.at is not None:
            return self.at < timezone.now()
        return self.day is not None and self.day < timezone.localdate()


@dataclass(frozen=True)
class Day:
    """A day of the page. inside: it belongs to the month that is shown; more: how many entries
    are left out.
    """

    day: date
    entries: list[Entry]
    inside: bool = True
    more: int = 0

    @property
    def today(self) -> bool:
        return self.day == timezone.localdate()


def cut_short(entries: Iterable[Entry], most: int) -> bool:
    """Whether some kind has as many entries as were asked for, and perhaps more."""
    return max(Counter(entry.kind for entry in entries).values(), default=0) >= most


def in_order(entries: Iterable[Entry]) -> list[Entry]:
    """By day, then what has no hour, then by hour; without a day last."""
    return sorted(
        entries,
        key=lambda entry: (
            entry.day is None,
            entry.day or date.max,
            entry.at is not None,
            entry.at.timestamp() if entry.at else 0.0,
            entry.key,
        ),
    )


def monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def span(view: str, day: date) -> tuple[date, date]:
    """First and last day of the page around a day: one week, or the weeks of a month."""
    if view == "week":
        return monday(day), monday(day) + timedelta(days=6)
    last = (day.replace(day=1) + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return monday(day.replace(day=1)), monday(last) + timedelta(days=6)


def step_from(view: str, day: date, forward: bool) -> date:
    """A day on the next page, or on the one before."""
    if view == "week":
        return day + timedelta(days=7 if forward else -7)
    first = day.replace(day=1)
    return (first + timedelta(days=31)).replace(day=1) if forward else first - timedelta(days=1)


def weeks(
    first: date, last: date, entries: Sequence[Entry], month: int | None, shown: int | None = None
) -> list[list[Day]]:
    """The days from first to last in weeks of seven. month: whose days are inside; shown: how
    many entries of a day, None for all.
    """
    by_day: dict[date, list[Entry]] = {}
    for entry in in_order(entries):
        if entry.day is not None:
            by_day.setdefault(entry.day, []).append(entry)
    made = []
    for n in range((last - first).days + 1):
        day = first + timedelta(days=n)
        found = by_day.get(day, [])
        inside = month is None or day.month == month
        made.append(Day(day, found[:shown], inside, more=len(found) - len(found[:shown])))
    return [made[n : n + 7] for n in range(0, len(made), 7)]
