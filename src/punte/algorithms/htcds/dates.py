"""Dates in columns: which order a column writes them in, and reading them in that order."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

FIRST_YEAR, LAST_YEAR = 1900, 2100
# The day before 1 January 1900 in spreadsheets that count 1900 as a leap year.
_SERIAL_ZERO: Final = dt.date(1899, 12, 30)
SERIALS: Final = range(10_000, 80_000)
_ISO: Final = re.compile(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})(?:[T ].*)?")
_SHORT: Final = re.compile(r"(\d{1,2})[-./ ](\d{1,2})[-./ ](\d{4}|\d\d)(?:[T ].*)?")
_SERIAL: Final = re.compile(r"\d{5}(?:\.\d+)?")
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_NAMED: Final = re.compile(r"(\d{1,2})\.?[ -]([^\W\d_]{3,})\.?[ -](\d{4})")
_MONTHS: Final = (
    "ian|jan|янв|січ", "feb|фев|лют", "mar|мар|бер", "apr|апр|кві", "mai|may|мая|май|тра",
    "iun|jun|июн|чер", "iul|jul|июл|лип", "aug|авг|сер", "sep|сен|вер", "oct|окт|жов",
    "noi|nov|ноя|лис", "dec|дек|гру",
)  # fmt: skip


class Order(StrEnum):
    """How a column writes day and month. UNKNOWN: nothing in it tells."""

    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"
    UNKNOWN = ""


@dataclass
class Styles:
    """What was seen in a column: how many values of each manner."""

    typed: int = 0
    iso: int = 0
    named: int = 0
    day_first: int = 0
    month_first: int = 0
    either: int = 0
    other: int = 0

    @property
    def mixed(self) -> bool:
        """Both orders stand in one column."""
        return bool(self.day_first and self.month_first)

    @property
    def must_ask(self) -> bool:
        """There are values that may be read in two ways, and nothing, or too much, tells how."""
        return self.mixed or bool(self.either and not self.day_first and not self.month_first)

    @property
    def order(self) -> Order:
        """The order that the column itself proves."""
        if self.mixed or not (self.day_first or self.month_first):
            return Order.UNKNOWN
        return Order.DAY_FIRST if self.day_first else Order.MONTH_FIRST

    @property
    def dates(self) -> int:
        """How many values look like a date."""
        return self.typed + self.iso + self.named + self.day_first + self.month_first + self.either

    def see(self, value: object) -> None:
        """Count one cell; blank ones count as nothing."""
        if isinstance(value, dt.date):
            self.typed += 1
        elif isinstance(value, str) and (text := value.strip()):
            name = _manner(text)
            setattr(self, name, getattr(self, name) + 1)
        elif value is not None and not isinstance(value, str):
            self.other += 1


def _manner(text: str) -> str:
    if _ISO.fullmatch(text):
        return "iso"
    if _NAMED.fullmatch(text):
        return "named"
    short = _SHORT.fullmatch(text)
    if short is None:
        return "other"
    first, second = int(short[1]), int(short[2])
    if first > 12 and second <= 12:
        return "day_first"
    if second > 12 and first <= 12:
        return "month_first"
    # Beyond both ranges nothing is a date; the same number twice reads the same either way.
    return "other" if first > 12 else "iso" if first == second else "either"


def styles_of(values: Iterable[object]) -> Styles:
    """What manners of dates a column holds."""
    found = Styles()
    for value in values:
        found.see(value)
    return found


class DateFault(ValueError):
    """Not a date (`not_a_date`), another order than the column's (`date_order`), in doubt
    (`date_in_doubt`), or of a year whose century is (`two_digit_year`); the message is that code.
    """


def read_date(value: object, order: Order, today: dt.date, *, born: bool = False) -> str:
    """A cell as ISO date. born: a day of birth; then a bare year stands as it is, and a year of
    two digits that fits both centuries is in doubt. Of other days it is the last one before
    today's. Raises DateFault.
    """
    if isinstance(value, dt.datetime):
        return _checked(value.date())
    if isinstance(value, dt.date):
        return _checked(value)
    text = _number(value) if isinstance(value, int | float) else str(value).strip()
    if born and _YEAR.fullmatch(text):
        return text
    if _SERIAL.fullmatch(text) and int(text[:5]) in SERIALS:
        return _checked(_SERIAL_ZERO + dt.timedelta(days=int(text[:5])))
    return _checked(_parsed(text, order, today, born))


def _number(value: float) -> str:
    whole = isinstance(value, int) or (value == value and abs(value) < 1e12 and value % 1 == 0)
    return str(int(value)) if whole else str(value)


def _parsed(text: str, order: Order, today: dt.date, born: bool) -> dt.date:
    if match := _ISO.fullmatch(text):
        return _made(int(match[1]), int(match[2]), int(match[3]))
    if (match := _NAMED.fullmatch(text)) and (month := _month(match[2])):
        return _made(int(match[3]), month, int(match[1]))
    match = _SHORT.fullmatch(text)
    if match is None:
        raise DateFault("not_a_date")
    first, second, year = int(match[1]), int(match[2]), _year(match[3], today, born)
    if order is Order.UNKNOWN and first != second and max(first, second) <= 12:
        raise DateFault("date_in_doubt")
    if order is Order.UNKNOWN:
        order = Order.DAY_FIRST if second <= 12 else Order.MONTH_FIRST
    day, month = (first, second) if order is Order.DAY_FIRST else (second, first)
    if month > 12 >= day:
        raise DateFault("date_order")
    return _made(year, month, day)


def _year(text: str, today: dt.date, born: bool) -> int:
    if len(text) == 4:
        return int(text)
    late = 2000 + int(text)
    if late > today.year:
        return late - 100
    if born:
        raise DateFault("two_digit_year")
    return late


def _month(word: str) -> int:
    head = word.casefold()[:3]
    return next((n for n, names in enumerate(_MONTHS, 1) if head in names.split("|")), 0)


def _made(year: int, month: int, day: int) -> dt.date:
    try:
        return dt.date(year, month, day)
    except ValueError as error:
        raise DateFault("not_a_date") from error


def _checked(date: dt.date) -> str:
    if not FIRST_YEAR <= date.year <= LAST_YEAR:
        raise DateFault("not_a_date")
    return date.isoformat()
