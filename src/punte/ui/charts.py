"""Geometry of the charts: values in, numbers for SVG attributes out. Templates draw them."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

Value = float | None  # None: hidden because it is small, or not known; never drawn as zero


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar; `share` is its height in per cent of the tallest (0–100), None when hidden."""

    label: str
    value: Value
    share: float | None

    @property
    def top(self) -> float:
        """Distance of the bar's top from the top edge, in per cent."""
        return 100 - (self.share or 0)


def make_bars(items: Sequence[tuple[str, Value]]) -> list[Bar]:
    """Scale labelled values to the largest of them. Negative values are refused (ValueError)."""
    known = [value for _, value in items if value is not None]
    if any(value < 0 or not math.isfinite(value) for value in known):
        raise ValueError("a bar chart takes finite values of zero or more")
    top = max(known, default=0) or 1
    return [
        Bar(label, value, None if value is None else round(100 * value / top, 2))
        for label, value in items
    ]


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on an axis: its label and place in per cent; `odd` ones may hide on a phone."""

    label: str
    place: float
    odd: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One series: `runs` are SVG point lists on a 0–100 square, broken where a value is absent.

    `dots` are single known points with unknown neighbours (x, y in per cent). `columns` are
    (x, y, width, height) in per cent.
    """

    label: str
    number: int
    values: list[Value]
    runs: list[str]
    dots: list[tuple[float, float]]
    columns: list[tuple[float, float, float, float]]


@dataclass(frozen=True, slots=True)
class End:
    """Where a line's name stands: beside its last known point, kept clear of other names."""

    label: str
    number: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Series:
    """A whole time chart: lines over common x labels, with ticks for both axes."""

    labels: list[str]
    lines: list[Line]
    ends: list[End]
    x_ticks: list[Tick]
    y_ticks: list[Tick]

    @property
    def rows(self) -> list[tuple[str, list[Value]]]:
        """The same numbers as table rows: label, then one value per line."""
        return [
            (label, [line.values[place] for line in self.lines])
            for place, label in enumerate(self.labels)
        ]


def round_top(value: float) -> float:
    """Return the next round number at or above `value` whose quarters read well too."""
    if value <= 0:
        return 1.0
    power = float(10 ** math.floor(math.log10(value)))
    return next(step * power for step in (1, 2, 4, 6, 8, 10) if step * power >= value)


def make_series(
    labels: Sequence[str], series: Sequence[tuple[str, Sequence[Value]]], *, max_ticks: int = 8
) -> Series:
    """Lay out one to four series over common labels.

    Raises ValueError when a series has another length than the labels, or a value is negative.
    """
    known = [value for _, values in series for value in values if value is not None]
    if any(len(values) != len(labels) for _, values in series):
        raise ValueError("every series needs one value for each label")
    if any(value < 0 or not math.isfinite(value) for value in known):
        raise ValueError("a time chart takes finite values of zero or more")
    top = round_top(max(known, default=0))
    count = max(len(labels), 1)
    places = [round(100 * (index + 0.5) / count, 3) for index in range(len(labels))]
    step = math.ceil(count / max_ticks)
    shown = list(range(0, len(labels), step))
    x_ticks = [Tick(labels[i], places[i], bool(nth % 2)) for nth, i in enumerate(shown)]
    y_ticks = [Tick(f"{top * part / 4:g}", 100 - 25 * part) for part in range(5)]
    lines = [
        _line(number, label, list(values), places, top, single=len(series) == 1)
        for number, (label, values) in enumerate(series, start=1)
    ]
    return Series(list(labels), lines, _ends(lines, places, top), x_ticks, y_ticks)


def _ends(lines: list[Line], places: list[float], top: float) -> list[End]:
    """Name each line at its end; names closer than a line of text are pushed downwards."""
    found = []
    for line in lines:
        known = [(x, v) for x, v in zip(places, line.values, strict=True) if v is not None]
        if known:
            x, value = known[-1]
            found.append(End(line.label, line.number, x, round(100 - 100 * value / top, 3)))
    spread: list[End] = []
    for end in sorted(found, key=lambda end: end.y):
        floor = spread[-1].y + 9 if spread else 0.0
        spread.append(replace(end, y=max(end.y, floor)))
    return spread


def _line(
    number: int, label: str, values: list[Value], places: list[float], top: float, *, single: bool
) -> Line:
    points = [
        None if value is None else (place, round(100 - 100 * value / top, 3))
        for place, value in zip(places, values, strict=True)
    ]
    groups: list[list[tuple[float, float]]] = [[]]
    for point in points:
        if point is None:
            groups.append([])
        else:
            groups[-1].append(point)
    runs = [" ".join(f"{x},{y}" for x, y in group) for group in groups if len(group) > 1]
    dots = [group[0] for group in groups if len(group) == 1]
    width = round(70 / max(len(values), 1), 3)
    columns = [
        (round(x - width / 2, 3), y, width, round(100 - y, 3)) for x, y in filter(None, points)
    ]
    return Line(label, number, values, runs, dots, columns if single else [])
