"""Cells of a sheet whose formula failed: readers of values give them as blank, and blank is another
thing. Told from the sheet's own XML, by its cells alone and piece by piece.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from typing import IO, Final

from punte.core.zips import BROKEN_ZIP

BLOCK: Final = 4 * 1024 * 1024
_SHEET: Final = re.compile(rb'<(?:\w+:)?sheet\b[^>]*?\br:id="([^"]+)"')
_RELATION: Final = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>")
_CELL: Final = re.compile(rb"<(?:\w+:)?c\b([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)", re.DOTALL)
_PLACE: Final = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')
_VALUE: Final = re.compile(rb"<(?:\w+:)?v\b[^>]*>([^<]*)<")
_FORMULA: Final = re.compile(rb"<(?:\w+:)?f\b")
Failures = dict[int, list[tuple[int, str]]]


def failed_cells(data: bytes, sheet: int) -> Failures:
    """Columns (from 0) and what they show, by row (from 0), of one sheet by its place in the book.

    Nothing for a book whose parts are not where they are said to be.
    """
    found: Failures = {}
    try:
        book = zipfile.ZipFile(io.BytesIO(data))
        with book, book.open(_part_of(book, sheet)) as part:
            for piece in _pieces(part):
                _look(piece, found)
    except (KeyError, IndexError, *BROKEN_ZIP):
        return found
    return found


def _part_of(book: zipfile.ZipFile, sheet: int) -> str:
    """The name of the part in which a sheet stands. Raises KeyError, IndexError."""
    key = _SHEET.findall(book.read("xl/workbook.xml"))[sheet]
    targets = {
        _attribute(tag, b"Id"): _attribute(tag, b"Target")
        for tag in _RELATION.findall(book.read("xl/_rels/workbook.xml.rels"))
    }
    target = targets[key].decode("utf-8", "replace")
    return target.lstrip("/") if target.startswith("/") else posixpath.join("xl", target)


def _attribute(tag: bytes, name: bytes) -> bytes:
    found = re.search(rb"\b" + name + rb'="([^"]*)"', tag)
    return found[1] if found else b""


def _pieces(part: IO[bytes]) -> Iterator[bytes]:
    """The part in pieces that end where a row begins."""
    rest = b""
    while block := part.read(BLOCK):
        rest += block
        cut = rest.rfind(b"<row")
        if cut > 0:
            yield rest[:cut]
            rest = rest[cut:]
    yield rest


def _look(piece: bytes, found: Failures) -> None:
    if b't="e"' not in piece and not _FORMULA.search(piece):
        return
    for about, body in _CELL.findall(piece):
        value = _VALUE.search(body)
        text = value[1] if value else b""
        # A formula may well give an empty text; then its cell says that it is a text.
        nothing = not text and b't="str"' not in about and _FORMULA.search(body)
        failed = b't="e"' in about or nothing
        place = _PLACE.search(about) if failed else None
        if place is not None:
            cell = (_column(place[1]), text.decode("ascii", "replace")[:20] or "=")
            found.setdefault(int(place[2]) - 1, []).append(cell)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1
