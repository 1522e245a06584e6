"""Two cuts as one table: which rows and columns, how deep each cell's colour is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

DEPTHS = 5
Counts = Mapping[tuple[str, str], int | None]


@dataclass(frozen=True)
class Cell:
    """value: None when hidden. depth: 0 to DEPTHS, for the colour. url: those behind it."""

    value: int | None
    depth: int
    url: str = ""


@dataclass(frozen=True)
class Line:
    """A row of the table: its value, in words, its cells and its sum (None when hidden)."""

    value: str
    label: str
    cells: list[Cell]
    total: int | None
    url: str = ""


@dataclass(frozen=True)
class Crossing:
    """The table. columns: (value, in words)."""

    columns: list[tuple[str, str]]
    lines: list[Line]
    totals: list[int | None]
    total: int | None


def depth(value: int | None, most: int) -> int:
    """How deep a colour: none for nobody, and for what is hidden the faintest."""
    if value is None:
        return 1
    return 0 if not value or not most else max(1, -(-DEPTHS * value // most))


def cross(
    counts: Counts,
    rows: Mapping[str, int | None],
    columns: Mapping[str, int | None],
    total: int | None,
    *,
    row_words: Callable[[str], str],
    column_words: Callable[[str], str],
    opens: Callable[[str, str | None], str],
) -> Crossing:
    """Put counts into a table. counts: by (row, column); rows and columns: the sums.

    opens: the address of those behind a cell, or a whole row (column None); empty for none.
    """
    most = max((value for value in counts.values() if value is not None), default=0)
    down = in_order(rows, row_words)
    across = in_order(columns, column_words)
    return Crossing(
        columns=across,
        lines=[
            Line(
                value,
                label,
                [
                    Cell(
                        n := counts.get((value, column), 0),
                        depth(n, most),
                        opens(value, column) if n else "",
                    )
                    for column, _label in across
                ],
                rows[value],
                opens(value, None),
            )
            for value, label in down
        ],
        totals=[columns[value] for value, _label in across],
        total=total,
    )


def in_order(sums: Mapping[str, int | None], words: Callable[[str], str]) -> list[tuple[str, str]]:
    """Months in time, everything else by the words."""
    months = all(value[4:5] == "-" and value[7:8] == "-" for value in sums)
    pairs = [(value, words(value)) for value in sums]
    return sorted(pairs, key=lambda pair: pair[0] if months else pair[1])
