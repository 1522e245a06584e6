"""Records as files: CSV, JSON lines, our own JSON, XLSX; each as pieces of bytes."""

from __future__ import annotations

import csv
import io
import json
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

import xlsxwriter

from punte.algorithms.htcds import Value, fields, xlsform
from punte.core.sheets.door import disarmed
from punte.protection.interchange.exporting import Going
from punte.protection.interchange.own import document

LINES, BLOCK = 1000, 256 * 1024


def cell_text(value: Value | None, *, several: bool = False) -> str:
    """A value in one cell: codes with semicolons between, repeatable values as a JSON list."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return value
    if several and len(value) > 1:
        return json.dumps(value, ensure_ascii=False)
    return ";".join(value)


def csv_bytes(cases: Iterable[Going], keys: list[str], several: set[str]) -> Iterator[bytes]:
    """CSV with a mark, so that spreadsheets read it as UTF-8."""
    rows = iter(cases)
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(keys)
    places = {key: place for place, key in enumerate(keys)}
    yield b"\xef\xbb\xbf" + text.getvalue().encode()
    while piece := list(islice(rows, LINES)):
        text.seek(0)
        text.truncate()
        for case in piece:
            cells = [""] * len(keys)
            for place, cell in _cells(case, places, several):
                cells[place] = disarmed(cell)
            writer.writerow(cells)
        yield text.getvalue().encode()


def _cells(case: Going, places: Mapping[str, int], several: set[str]) -> Iterator[tuple[int, str]]:
    """Place and text of the columns that say something: of nearly a hundred, a third."""
    for key, value in case.record.items():
        place = places.get(key)
        if place is not None and (text := cell_text(value, several=key in several)):
            yield place, text


def json_lines(cases: Iterable[Going]) -> Iterator[bytes]:
    """One record a line."""
    rows = iter(cases)
    while piece := list(islice(rows, LINES)):
        yield "".join(_line(case.record) for case in piece).encode()


def own_lines(cases: Iterable[Going]) -> Iterator[bytes]:
    """One document of our own a line."""
    for case in cases:
        yield _line(document(case.record, case.sections)).encode()


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"


def xlsx_bytes(
    cases: Iterable[Going], keys: list[str], several: set[str], *, plain_disk: Path | None
) -> Iterator[bytes]:
    """A spreadsheet row by row. Nothing in it is ever a formula: every cell is a text.

    plain_disk: where its parts may wait unsealed (without identity); None: in memory.
    """
    return _book(lambda book: _sheet(book, cases, keys, several), plain_disk)


def _sheet(book: Any, cases: Iterable[Going], keys: list[str], several: set[str]) -> None:
    sheet = book.add_worksheet("HTCDS")
    sheet.freeze_panes(1, 0)
    for column, key in enumerate(keys):
        sheet.write_string(0, column, key)
    places = {key: place for place, key in enumerate(keys)}
    for number, case in enumerate(cases, 1):
        for column, text in sorted(_cells(case, places, several)):
            sheet.write_string(number, column, text[:32_767])


def xlsform_bytes(*, own: bool) -> bytes:
    """The standard as a form, as a spreadsheet."""

    def fill(book: Any) -> None:
        for name, rows in xlsform(own=own).items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                for column, text in enumerate(row):
                    sheet.write_string(number, column, text)

    return b"".join(_book(fill, None))


def _book(fill: Callable[[Any], None], plain_disk: Path | None) -> Iterator[bytes]:
    options: dict[str, Any] = {"in_memory": True, "strings_to_formulas": False}
    if plain_disk is None:
        whole = io.BytesIO()
        with xlsxwriter.Workbook(whole, options) as book:
            fill(book)
        yield whole.getvalue()
        return
    # Without a name in the folder: a killed process leaves nothing behind.
    with tempfile.TemporaryFile(dir=plain_disk) as file:
        options = {"constant_memory": True, "strings_to_formulas": False, "tmpdir": str(plain_disk)}
        with xlsxwriter.Workbook(file, options) as book:
            fill(book)
        file.seek(0)
        yield from iter(lambda: file.read(BLOCK), b"")


def several_fields() -> set[str]:
    """Keys of the fields that may hold several values in their order."""
    return {key for key, field in fields().items() if field.several}
