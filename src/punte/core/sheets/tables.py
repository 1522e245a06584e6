"""A file as a table: names of columns and rows of cells, whatever it was written with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

MAX_ROWS, MAX_COLUMNS = 500_000, 400
NAMED = 20  # sheets that were not read


class Unreadable(Exception):
    """The file as a whole cannot be read; `code` says why (rooms have the words)."""

    def __init__(self, code: str, row: int = 0):
        super().__init__(code)
        self.code, self.row = code, row


@dataclass(frozen=True)
class Odd:
    """A cell that is more than its value."""

    value: object


class Merged(Odd):
    """A cell that the sheet shows as one with others."""


class Failed(Odd):
    """A cell whose formula gave an error or nothing; the value is what the sheet shows."""


@dataclass
class Table:
    """headers by column; `rows` gives (number in the file, cells) and may be asked for once.

    said: what the file turned out to be, in codes and numbers. nested: beside a row's cells, its
    parts that are no cells, by row number.
    """

    headers: list[str]
    rows: Iterator[tuple[int, list[Any]]]
    said: dict[str, Any] = field(default_factory=dict)
    nested: dict[int, dict[str, Any]] = field(default_factory=dict)


def checked_headers(cells: list[Any]) -> list[str]:
    """Names of columns as texts. Raises Unreadable when there are none, or far too many."""
    names = ["" if cell is None else _shown(cell)[:120] for cell in cells]
    while names and not names[-1]:
        names.pop()
    if not any(names):
        raise Unreadable("no_columns")
    if len(names) > MAX_COLUMNS:
        raise Unreadable("too_many_columns")
    return names


def _shown(cell: object) -> str:
    text = " ".join(str(bare(cell)).split())
    return "".join(c for c in text if c.isprintable())


def bare(cell: object) -> object:
    """What stands in a cell, odd or not."""
    return cell.value if isinstance(cell, Odd) else cell


def plain_name(name: str) -> str:
    """A column's name as it is compared with others."""
    return " ".join(name.casefold().split())
