"""Which row of a sheet holds the names of its columns."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final

HEAD_ROWS: Final = 10
Knows = Callable[[str], object]


def head_row(rows: Iterable[list[Any]], knows: Knows) -> int:
    """The place, from 0, with most names that we know, else most texts; titles stand above it."""
    best, score = 0, (-1, -1)
    for index, cells in enumerate(rows):
        if index >= HEAD_ROWS:
            break
        texts = [cell for cell in cells if isinstance(cell, str) and cell.strip()]
        found = (sum(1 for text in texts if knows(text)), len(set(texts)))
        if found > score:
            best, score = index, found
    return best
