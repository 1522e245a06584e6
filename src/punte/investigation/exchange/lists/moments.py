"""Moments as operators' and cameras' programs write them. No queries, no clock.

A text is a day with or without a time of day; the order of day and month is the column's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from enum import StrEnum
from typing import Final

from punte.core.hours import turned

_WRITTEN: Final = re.compile(
    r"(?P<a>\d{1,4})(?P<sign>[./-])(?P<b>\d{1,2})(?P=sign)(?P<c>\d{4}|\d{2})\.?"
    r"(?:[T ,;]+(?P<h>\d{1,2})[:.](?P<m>\d{2})(?:[:.](?P<s>\d{2})(?:[.,](?P<f>\d{1,9}))?)?"
    r"\s*(?P<half>[AaPp])?\.?[Mm]?\.?)?"
    r"\s*(?P<zone>Z|UTC|GMT|[+-]\d{2}:?\d{2})?"
)
_COMPACT: Final = re.compile(r"(\d{4})(\d{2})(\d{2})(?:[ T_-]?(\d{2})(\d{2})(\d{2})?)?")
_EPOCH: Final = re.compile(r"(\d{10})(\d{3})?")


class Order(StrEnum):
    """Which of day and month comes first, where the year does not."""

    UNKNOWN = ""
    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"


class Doubt(ValueError):
    """No moment (`not_a_moment`), or one that may be read in two ways (`in_doubt`); an hour that
    no clock of the zone shows (`hour_left_out`), or that it shows twice (`hour_twice`).
    """


@dataclass
class Seen:
    """What the texts of a column look like; by that its order is told, or must be asked."""

    day_first: int = 0
    month_first: int = 0
    either: int = 0
    whole: int = 0

    def see(self, text: str) -> None:
        """Count one text."""
        found = _WRITTEN.fullmatch(text)
        if found is None:
            self.whole += bool(_COMPACT.fullmatch(text) or _EPOCH.fullmatch(text))
            return
        first, second = int(found["a"]), int(found["b"])
        if first > 31:
            self.whole += 1
        elif first > 12 or found["sign"] == ".":
            self.day_first += 1
        elif second > 12:
            self.month_first += 1
        else:
            self.either += first != second

    @property
    def order(self) -> Order:
        """What the column itself proves."""
        if bool(self.day_first) == bool(self.month_first):
            return Order.UNKNOWN
        return Order.DAY_FIRST if self.day_first else Order.MONTH_FIRST

    @property
    def ask(self) -> bool:
        """Some texts may be read in two ways, and nothing, or too much, tells how."""
        mixed = bool(self.day_first and self.month_first)
        return mixed or bool(self.either and not self.order)

    @property
    def count(self) -> int:
        return self.day_first + self.month_first + self.either + self.whole


def read_when(text: str, order: Order, zone: tzinfo, offset: timedelta) -> datetime:
    """The moment in UTC.

    zone: of the clock that wrote it, unless the text says. offset: how much that clock was
    behind; it is added. Raises Doubt.
    """
    found = _WRITTEN.fullmatch(text)
    try:
        moment = _from_parts(found, order) if found else _from_digits(text)
        aware = moment if moment.tzinfo else _placed(moment, zone)
        return aware.astimezone(UTC) + offset
    except (ValueError, OverflowError) as error:
        raise error if isinstance(error, Doubt) else Doubt("not_a_moment") from error


def _placed(moment: datetime, zone: tzinfo) -> datetime:
    """Raises Doubt where the clocks of the zone were turned, forward or back, over the moment."""
    aware = moment.replace(tzinfo=zone)
    if doubt := turned(aware):
        raise Doubt(doubt)
    return aware


def _from_parts(found: re.Match[str], order: Order) -> datetime:
    day = _day(int(found["a"]), int(found["b"]), found["c"], found["sign"], order)
    hour = int(found["h"] or 0)
    if found["half"]:
        hour = hour % 12 + (12 if found["half"] in "pP" else 0)
    micro = int((found["f"] or "0").ljust(6, "0")[:6])
    minute, second = int(found["m"] or 0), int(found["s"] or 0)
    return datetime(*day, hour, minute, second, micro, tzinfo=_zone(found["zone"]))


def _day(first: int, second: int, last: str, sign: str, order: Order) -> tuple[int, int, int]:
    if first > 31:
        return first, second, int(last)
    year = int(last) + (2000 if len(last) == 2 else 0)
    if sign == "." or first > 12 or first == second:
        order = Order.DAY_FIRST
    elif second > 12:
        order = Order.MONTH_FIRST
    if order == Order.UNKNOWN:
        raise Doubt("in_doubt")
    return (year, second, first) if order == Order.DAY_FIRST else (year, first, second)


def _zone(text: str | None) -> tzinfo | None:
    if not text:
        return None
    if text in {"Z", "UTC", "GMT"}:
        return UTC
    ahead = timedelta(hours=int(text[1:3]), minutes=int(text[-2:]))
    return timezone(-ahead if text[0] == "-" else ahead)


def _from_digits(text: str) -> datetime:
    if found := _COMPACT.fullmatch(text):
        return datetime(*(int(part) for part in found.groups() if part))  # type: ignore[arg-type]  # noqa: DTZ001
    if found := _EPOCH.fullmatch(text):
        return datetime.fromtimestamp(int(found[1]), UTC)
    raise Doubt("not_a_moment")
