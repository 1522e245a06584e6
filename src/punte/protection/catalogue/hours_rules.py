"""Opening hours of a day as people type them: `9-17`, `08:30-12:00, 13:00-17:00`, `closed`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

DAY = 24 * 60
MAX_TEXT, MAX_SPANS = 60, 4
# From minute to minute since midnight, the end not included.
Span = tuple[int, int]

_SPAN = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*[-–—]\s*(\d{1,2})(?:[:.](\d{2}))?", re.ASCII)
CLOSED = frozenset({"", "-", "–", "—", "closed"})
ALL_DAY = frozenset({"24", "24h", "24/24", "24/7"})


class HoursError(ValueError):
    """The text is no opening hours."""


def read_hours(text: str) -> list[Span]:
    """The spans of one day in order; empty when closed. Raises HoursError.

    Hours past midnight belong to the next day; a span ends at 24:00 at the latest.
    """
    plain = text.strip().casefold()
    if len(plain) > MAX_TEXT:
        raise HoursError("too long")
    if plain in CLOSED:
        return []
    if plain in ALL_DAY:
        return [(0, DAY)]
    spans = sorted(_span(part) for part in re.split(r"[,;]", plain))
    if len(spans) > MAX_SPANS or any(b[0] < a[1] for a, b in pairwise(spans)):
        raise HoursError("spans overlap, or are too many")
    return spans


def _span(part: str) -> Span:
    found = _SPAN.fullmatch(part.strip())
    if found is None:
        raise HoursError("no span")
    first, first_minutes, last, last_minutes = (int(group or 0) for group in found.groups())
    start, end = first * 60 + first_minutes, last * 60 + last_minutes
    if first_minutes > 59 or last_minutes > 59 or not start < end <= DAY:
        raise HoursError("not within a day")
    return start, end


def write_hours(spans: Sequence[Span]) -> str:
    """The spans as they are kept and shown: `08:30-12:00, 13:00-17:00`; empty when closed."""
    return ", ".join(f"{_clock(start)}-{_clock(end)}" for start, end in spans)


def _clock(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"


def tidy_hours(text: str) -> str:
    """What was typed, as it is kept. Raises HoursError."""
    return write_hours(read_hours(text))


def open_at(spans: Sequence[Span], minute: int) -> bool:
    """Whether a minute of the day lies within the hours."""
    return any(start <= minute < end for start, end in spans)


def open_later(spans: Sequence[Span], minute: int) -> bool:
    """Whether there is still an hour left today, now or later."""
    return any(minute < end for _start, end in spans)
