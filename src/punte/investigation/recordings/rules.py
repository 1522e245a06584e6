"""Decisions on plain values: what a player may claim to have played, what a transcript may hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import isfinite

SLOWEST, FASTEST = 0.4, 3.2
SLACK = 8.0  # seconds that a browser's clock and the network may take
MOST_STRETCHES = 200
MOST_SEGMENTS = 5000
TIME = re.compile(r"(?:(\d{1,3}):)?(\d{1,3}):(\d{2})(?:[.,](\d{1,3}))?")


@dataclass(frozen=True)
class Stretch:
    """What was played from `start` to `end` seconds, at a speed."""

    start: float
    end: float
    speed: float


def believable(stretches: Sequence[Stretch], *, length: float, elapsed: float) -> bool:
    """Whether a player can have played this in `elapsed` seconds, and within the recording."""
    if len(stretches) > MOST_STRETCHES:
        return False
    taken = 0.0
    for one in stretches:
        if not all(map(isfinite, (one.start, one.end, one.speed))):
            return False
        if not (SLOWEST <= one.speed <= FASTEST and 0 <= one.start < one.end <= length + 0.5):
            return False
        taken += (one.end - one.start) / one.speed
    return taken <= elapsed + SLACK


def union(stretches: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
    """Stretches joined where they touch, in order."""
    joined: list[tuple[float, float]] = []
    for start, end in sorted(stretches):
        if joined and start <= joined[-1][1] + 0.05:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined


def length_of(stretches: Iterable[tuple[float, float]]) -> float:
    """How many seconds of a recording lie within stretches, each counted once."""
    return sum(end - start for start, end in union(stretches))


def clock_text(seconds: float) -> str:
    """Seconds as h:mm:ss.t, or mm:ss.t within the first hour."""
    tenths = round(seconds * 10)
    minutes, rest = divmod(tenths, 600)
    hours, minutes = divmod(minutes, 60)
    tail = f"{minutes:02d}:{rest // 10:02d}.{rest % 10}"
    return f"{hours}:{tail}" if hours else tail


def read_clock(text: str) -> float | None:
    """Seconds of h:mm:ss.t or mm:ss.t; None where it is no time."""
    found = TIME.fullmatch(text.strip())
    if found is None or int(found[3]) > 59:
        return None
    hours, minutes, seconds = int(found[1] or 0), int(found[2]), int(found[3])
    return hours * 3600 + minutes * 60 + seconds + float(f"0.{found[4] or 0}")
