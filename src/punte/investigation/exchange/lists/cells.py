"""One cell as a value of its field. No queries."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from punte.algorithms.selectors import Fault
from punte.core.errors import Invalid
from punte.core.sheets.door import Failed, Merged, bare
from punte.investigation.exchange.lists.fields import Field
from punte.investigation.exchange.lists.moments import Doubt, Order, read_when
from punte.investigation.subjects.door import SELECTORS, Value, read_value

# How programs keep the digits of a number from a spreadsheet: ="0601…". It is text, never run.
_KEPT: Final = re.compile(r'="([^"]*)"')
_CLOCK: Final = re.compile(r"(?:(\d{1,3}):)?(\d{1,5}):(\d{2})(?:[.,]\d+)?")
_SECONDS: Final = re.compile(r"(\d{1,7})(?:[.,]\d+)?\s*(?:s|sec|secunde|с|сек|seconds)?\.?", re.I)
_HIDDEN: Final = frozenset(
    {
        "anonim", "anonymous", "private", "privat", "unknown", "necunoscut", "ascuns", "secret",
        "hidden", "withheld", "restricted", "аноним", "анонім", "скрыт", "скрытый", "неизвестный",
        "неизвестно", "невідомий", "прихований", "n/a", "-", "--",
    }
)  # fmt: skip
_IN: Final = re.compile(r"in|mt|mtc|mtsms|incoming|intrare|primit|вх|вход|вхід|terminating", re.I)
_OUT: Final = re.compile(r"out|mo|moc|mosms|outgoing|ies|ieș|efectuat|исх|вих|originating", re.I)
# A number that a spreadsheet cut short to show it; its last digits are gone.
_SHORTENED: Final = re.compile(r"[+-]?\d[.,]?\d*E\+?\d{2}", re.I)
EXACT_DIGITS: Final = 15  # of a number in a spreadsheet; what stands behind them is noughts
# Calls and reads before this, or well after now, come from a clock that was never set.
FIRST_YEAR: Final = 1990


class Bad(ValueError):
    """Why a cell is no value of its field: a code, with words in `words.py`."""


def text_of(cell: object) -> str:
    """What stands in a cell, as text. Raises Bad for a merged cell or a failed formula."""
    if isinstance(cell, Merged | Failed):
        raise Bad("merged" if isinstance(cell, Merged) else "failed")
    value = bare(cell)
    if value is None:
        return ""
    if isinstance(value, str):
        text = value.strip()
        kept = _KEPT.fullmatch(text) if text[:1] == "=" else None
        return kept[1].strip() if kept else text
    return _typed(value)


def _typed(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return _digits(value)
    if isinstance(value, datetime):
        # Before its first day a spreadsheet means a time of day alone.
        return str(value.time()) if value.year < 1900 else value.isoformat(" ")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(int(value.total_seconds()))
    return str(value)


def _digits(value: float) -> str:
    """All digits of a number, or its short form where a spreadsheet has lost some of them."""
    whole = str(int(value))
    behind = whole.removeprefix("-")[EXACT_DIGITS:]
    lost = abs(value) >= 2**53 or (behind and not behind.strip("0"))
    return f"{value:.14E}" if lost else whole


class CellReader:
    """Reads the cells of one column; the same text is read once.

    order: of day and month. zone, offset: of the clock that wrote. latest: the last moment that
    may be meant.
    """

    def __init__(
        self, field: Field, *, region: str, zone: ZoneInfo, offset: timedelta, order: Order,
        latest: datetime,
    ):  # fmt: skip
        self.field, self.region, self.zone = field, region, zone
        self.offset, self.order, self.latest = offset, order, latest
        self.known: dict[str, Value | Bad] = {}
        self._read: Callable[[str], Value] = {
            "when": self._when, "clock": _clock, "seconds": _seconds, "direction": _direction,
        }.get(field.type, self._value)  # fmt: skip

    def read(self, text: str) -> Value:
        """Raises Bad."""
        found = self.known.get(text)
        if found is None:
            if len(self.known) > 100_000:
                self.known.clear()
            try:
                found = self._read(text)
            except Bad as bad:
                found = bad
            self.known[text] = found
        if isinstance(found, Bad):
            raise found
        return found

    def _value(self, text: str) -> Value:
        if self.field.type in SELECTORS and text.casefold().strip(".") in _HIDDEN:
            raise Bad("hidden")
        if self.field.type in SELECTORS and _SHORTENED.fullmatch(text):
            raise Bad("shortened")
        try:
            value = read_value(self.field.prop, text, region=self.region, zone=self.zone)
        except Invalid as error:
            raise Bad("unreadable") from error
        if self.field.type in SELECTORS and value.fault == Fault.PLACEHOLDER:
            raise Bad("filler")
        return value

    def _when(self, text: str) -> Value:
        try:
            moment = read_when(text, self.order, self.zone, self.offset)
        except Doubt as doubt:
            raise Bad(str(doubt)) from doubt
        if moment.year < FIRST_YEAR or moment > self.latest:
            raise Bad("out_of_time")
        return Value(moment.isoformat(), text)


def _clock(text: str) -> Value:
    """Read with its day; here only whether it is a time at all."""
    if not re.fullmatch(r"\d{1,2}[:.]\d{2}([:.]\d{2}([.,]\d+)?)?\s*([AaPp]\.?[Mm]\.?)?", text):
        raise Bad("not_a_moment")
    return Value(text)


def _seconds(text: str) -> Value:
    if found := _CLOCK.fullmatch(text):
        hours, minutes, seconds = (int(part or 0) for part in found.groups())
        return Value(str(hours * 3600 + minutes * 60 + seconds), text)
    if found := _SECONDS.fullmatch(text):
        return Value(found[1], "" if found[1] == text else text)
    raise Bad("not_a_duration")


def _direction(text: str) -> Value:
    word = text.casefold()
    if _IN.match(word) or word.endswith("(in)"):
        return Value("in", text)
    if _OUT.match(word) or word.endswith("(out)"):
        return Value("out", text)
    raise Bad("no_direction")
