"""The picture of change: every area or risk on its scale, before and now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from punte.protection.plans.assessment_rules import Shift
from punte.protection.plans.assessment_words import TREND_TONES, TRENDS, level_word


@dataclass(frozen=True)
class Mark:
    """One line of the picture. now, before: places in percent, None where not on the scale."""

    label: str
    before: float | None
    now: float | None
    before_word: str
    now_word: str
    trend_word: str
    tone: str

    @property
    def moved(self) -> bool:
        return self.before is not None and self.now is not None and self.before != self.now


@dataclass(frozen=True)
class Picture:
    """Lines over a scale from good (left) to bad (right). ticks: (word, place in percent)."""

    ticks: list[tuple[str, float]]
    marks: list[Mark]
    compared: bool


def draw_change(
    shifts: Sequence[Shift], scale: Sequence[str], labels: Mapping[str, str]
) -> Picture:
    """Lay out shifts on their scale."""
    width = 100 / len(scale)
    places = {level: round(width * (index + 0.5), 2) for index, level in enumerate(scale)}
    marks = [
        Mark(
            label=labels[shift.key],
            before=places.get(shift.before or ""),
            now=places.get(shift.now),
            before_word=level_word(shift.before),
            now_word=level_word(shift.now),
            trend_word=str(TRENDS[shift.trend]),
            tone=TREND_TONES.get(shift.trend, "plain"),
        )
        for shift in shifts
    ]
    ticks = [(level_word(level), places[level]) for level in scale]
    return Picture(ticks, marks, any(shift.before is not None for shift in shifts))
