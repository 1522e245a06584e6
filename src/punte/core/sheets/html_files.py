"""Pages with a table that were named as spreadsheets: what many operators' programs give out.

Only texts of cells are taken; scripts, links and pictures are passed over.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from typing import Any, Final

from punte.core.sheets.heads import Knows, head_row
from punte.core.sheets.tables import (
    MAX_COLUMNS,
    MAX_ROWS,
    NAMED,
    Merged,
    Table,
    Unreadable,
    checked_headers,
)
from punte.core.sheets.texts import encoding_of

_CHARSET: Final = re.compile(rb"charset\s*=\s*[\"']?([A-Za-z0-9_-]{3,20})")
_OLD: Final = frozenset(
    {"cp1250", "cp1251", "cp1252", "iso8859-1", "iso8859-2", "iso8859-5", "iso8859-16", "koi8-r"}
)
_SHORTENED: Final = re.compile(r"\d[.,]?\d*E\+\d+", re.I)
_EXACT: Final = ("x:num", "sdval")  # Excel's and LibreOffice's words for the number behind a text
_UNSEEN: Final = frozenset({"script", "style", "title"})
Row = list[Any]


def read_page(data: bytes, knows: Knows) -> Table:
    """The largest table of a page; merged cells are marked. Raises Unreadable."""
    encoding = _encoding(data)
    reader = _Reader()
    reader.feed(data.decode(encoding))
    reader.close()
    tables = [rows for rows in reader.tables if any(any(row) for row in rows)]
    if not tables:
        raise Unreadable("no_columns")
    rows = max(tables, key=len)
    head = head_row(rows, knows)
    others = [[_first_words(other), False] for other in tables if other is not rows and other[1:]]
    said: dict[str, Any] = {"encoding": encoding, "head": head + 1, "others": others[:NAMED]}
    said["sheet"] = _first_words(rows)
    return Table(checked_headers(_bare(rows[head])), _numbered(rows[head + 1 :], head + 2), said)


def _first_words(rows: list[Row]) -> str:
    """A table of a page has no name: what stands in its first filled row."""
    first = next(row for row in rows if any(row))
    return " | ".join(dict.fromkeys(str(cell) for cell in _bare(first) if cell))[:60]


def _encoding(data: bytes) -> str:
    """What the bytes prove, else what the page says of itself."""
    told = _CHARSET.search(data[:4096])
    try:
        data.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            name = codecs.lookup(told[1].decode()).name if told else ""
        except LookupError:
            name = ""
        return name if name in _OLD else encoding_of(data)
    return encoding_of(data)


def _bare(row: Row) -> Row:
    return [cell.value if isinstance(cell, Merged) else cell for cell in row]


def _numbered(rows: Iterable[Row], first: int) -> Iterator[tuple[int, Row]]:
    for number, row in enumerate(rows, first):
        if any(cell is not None for cell in row):
            yield number, row


class _Open:
    """A table that is being read: its rows, and cells that reach down into later ones."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.text: list[str] | None = None
        self.about: dict[str, str | None] = {}
        self.down: dict[int, tuple[int, Any]] = {}

    def new_row(self) -> None:
        self.end_cell()
        if len(self.rows) > MAX_ROWS:
            raise Unreadable("too_many_rows")
        self.rows.append([])
        self._reached()

    def new_cell(self, about: dict[str, str | None]) -> None:
        self.end_cell()
        if not self.rows:
            self.new_row()
        self.text, self.about = [], about

    def end_cell(self) -> None:
        if self.text is None:
            return
        shown = " ".join("".join(self.text).split())
        exact = next((v for name in _EXACT if (v := self.about.get(name))), None)
        value = (exact if exact and _SHORTENED.fullmatch(shown) else shown) or None
        across, deep = _span(self.about, "colspan"), _span(self.about, "rowspan")
        cell = Merged(value) if across * deep > 1 else value
        for _column in range(across):
            if deep > 1:
                self.down[len(self.rows[-1])] = (deep - 1, cell)
            self._put(cell)
        self.text = None
        self._reached()

    def _reached(self) -> None:
        """Cells from above that stand where the row has come to."""
        row = self.rows[-1]
        while (found := self.down.pop(len(row), None)) is not None:
            left, cell = found
            if left > 1:
                self.down[len(row)] = (left - 1, cell)
            self._put(cell)

    def _put(self, cell: Any) -> None:
        if len(self.rows[-1]) >= MAX_COLUMNS + 1:
            raise Unreadable("too_many_columns")
        self.rows[-1].append(cell)


def _span(about: dict[str, str | None], name: str) -> int:
    said = about.get(name) or ""
    return min(max(int(said), 1), MAX_ROWS) if said.isdecimal() and len(said) < 7 else 1


class _Reader(HTMLParser):
    """Tables of a page, one within another too, in the order in which they begin."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[list[Row]] = []
        self._open: list[_Open] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN:
            self._unseen += 1
        elif tag == "table":
            self._open.append(_Open())
            self.tables.append(self._open[-1].rows)
        elif self._open and tag == "tr":
            self._open[-1].new_row()
        elif self._open and tag in {"td", "th"}:
            self._open[-1].new_cell(dict(attrs))
        elif tag in {"br", "p", "div"}:
            self.handle_data(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        elif self._open and tag in {"td", "th", "tr"}:
            self._open[-1].end_cell()
        elif self._open and tag == "table":
            self._open.pop().end_cell()

    def handle_data(self, data: str) -> None:
        if self._open and not self._unseen and self._open[-1].text is not None:
            self._open[-1].text.append(data)

    def close(self) -> None:
        super().close()
        for table in self._open:
            table.end_cell()
