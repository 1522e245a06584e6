"""What the reader of values leaves out of an open document: merged cells and failed formulas.

Told from its own XML, by the cells of one sheet and piece by piece.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import IO, Final

from punte.core.sheets.tables import MAX_COLUMNS, MAX_ROWS
from punte.core.sheets.xlsx_formulas import BLOCK, Failures
from punte.core.zips import BROKEN_ZIP

Range = tuple[tuple[int, int], tuple[int, int]]
_TAG: Final = re.compile(
    rb"<(/?)table:(table|table-row|table-cell|covered-table-cell)(?=[\s/>])([^>]*)>"
)
_NUMBER: Final = rb'="(\d{1,7})"'
_ACROSS: Final = re.compile(rb"number-columns-spanned" + _NUMBER)
_DOWN: Final = re.compile(rb"number-rows-spanned" + _NUMBER)
_COLUMNS: Final = re.compile(rb"number-columns-repeated" + _NUMBER)
_ROWS: Final = re.compile(rb"number-rows-repeated" + _NUMBER)
_FAILED: Final = re.compile(rb'calcext:value-type="error"')


def marks_of(data: bytes, sheet: int) -> tuple[list[Range], Failures]:
    """Merged ranges, and failed cells by row; nothing for a book that is no open document."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as book, book.open("content.xml") as part:
            return _Marks(sheet).of(part)
    except (KeyError, *BROKEN_ZIP):
        return [], {}


class _Marks:
    def __init__(self, sheet: int):
        self.sheet, self.depth, self.at = sheet, 0, -1
        self.row, self.column, self.repeated = 0, 0, 1
        self.ranges: list[Range] = []
        self.failed: Failures = {}

    def of(self, part: IO[bytes]) -> tuple[list[Range], Failures]:
        for close, name, about in _tags(part):
            if name == b"table":
                self._table(bool(close))
            elif self.at == self.sheet and self.depth == 1:
                self._within(bool(close), name, about)
            if self.at > self.sheet:
                break
        return self.ranges, self.failed

    def _table(self, close: bool) -> None:
        self.depth += -1 if close else 1
        if not close and self.depth == 1:
            self.at += 1

    def _within(self, close: bool, name: bytes, about: bytes) -> None:
        if name == b"table-row":
            if close or about.endswith(b"/"):
                self.row += self.repeated if close else _many(_ROWS, about)
            else:
                self.repeated, self.column = _many(_ROWS, about), 0
        elif not close:
            self._cell(about)

    def _cell(self, about: bytes) -> None:
        many = _many(_COLUMNS, about)
        across, down = _many(_ACROSS, about), _many(_DOWN, about)
        if across * down > 1 and self.row < MAX_ROWS:
            self.ranges.append(
                ((self.row, self.column), (self.row + down - 1, self.column + across - 1))
            )
        if _FAILED.search(about):
            for row in range(self.row, self.row + min(self.repeated, MAX_ROWS)):
                cells = self.failed.setdefault(row, [])
                cells += [(self.column + i, "=") for i in range(min(many, MAX_COLUMNS))]
        self.column += many


def _many(pattern: re.Pattern[bytes], about: bytes) -> int:
    found = pattern.search(about)
    return max(1, int(found[1])) if found else 1


def _tags(part: IO[bytes]) -> Iterator[tuple[bytes, bytes, bytes]]:
    rest = b""
    while block := part.read(BLOCK):
        rest += block
        cut = rest.rfind(b"<table:")
        if cut > 0:
            yield from _TAG.findall(rest[:cut])
            rest = rest[cut:]
    yield from _TAG.findall(rest)
