"""Spreadsheets (XLSX, ODS): the first sheet with a table; merged cells are told."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from typing import Any, Final

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from punte.core.sheets.tables import (
    MAX_COLUMNS,
    MAX_ROWS,
    Failed,
    Merged,
    Table,
    Unreadable,
    checked_headers,
)
from punte.core.sheets.trying import try_book
from punte.core.sheets.xlsx_formulas import Failures, failed_cells
from punte.core.zips import BROKEN_ZIP

MAX_UNPACKED: Final = 1_500_000_000
HEAD_ROWS: Final = 10
Spans = dict[int, list[tuple[int, int, int]]]
Knows = Callable[[str], object]


def read_book(data: bytes, knows: Knows) -> Table:
    """knows: whether a text is the name of a column, so that the head is found below titles.

    Raises Unreadable for what is no workbook, has no table, or would unpack beyond bounds.
    """
    _check_size(data)
    try_book(data)
    return table_of(data, knows)


def table_of(data: bytes, knows: Knows) -> Table:
    """As `read_book`, of a file that was tried."""
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        place, sheet = next(
            ((i, s) for i, n in enumerate(book.sheet_names) if (s := _sheet(book, n)).height),
            (0, None),
        )
    except (CalamineError, OSError, ValueError) as error:
        raise Unreadable("not_a_workbook") from error
    if sheet is None:
        raise Unreadable("empty")
    if sheet.total_height > MAX_ROWS + HEAD_ROWS:
        raise Unreadable("too_many_rows")
    if sheet.total_width > MAX_COLUMNS:
        raise Unreadable("too_many_columns")
    return _table(sheet, len(book.sheet_names), failed_cells(data, place), knows)


def _sheet(book: CalamineWorkbook, name: str) -> CalamineSheet:
    return book.get_sheet_by_name(name)


def _check_size(data: bytes) -> None:
    """A small file may hide a huge one: the list at its end tells how large."""
    try:
        unpacked = sum(entry.file_size for entry in zipfile.ZipFile(io.BytesIO(data)).infolist())
    except BROKEN_ZIP as error:
        raise Unreadable("not_a_workbook") from error
    if unpacked > MAX_UNPACKED:
        raise Unreadable("too_large_unpacked")


def _table(sheet: CalamineSheet, sheets: int, failures: Failures, knows: Knows) -> Table:
    head = _head_row(sheet, knows)
    first = (sheet.start or (0, 0))[0]
    spans, merged = _spans(sheet, head)
    rows = _rows(sheet, spans, failures, first)
    for number, cells in rows:
        if number == head + 1:
            said = {"sheet": sheet.name[:60], "sheets": sheets, "head": head + 1, "merged": merged}
            return Table(checked_headers(cells), rows, said)
    raise Unreadable("no_columns")


def _head_row(sheet: CalamineSheet, knows: Knows) -> int:
    """The row, from 0, with most names that we know, else most texts; titles stand above it."""
    best, score = 0, (-1, -1)
    first = (sheet.start or (0, 0))[0]
    for index, cells in enumerate(sheet.iter_rows()):
        if index >= HEAD_ROWS:
            break
        texts = [cell for cell in cells if isinstance(cell, str) and cell.strip()]
        found = (sum(1 for text in texts if knows(text)), len(set(texts)))
        if found > score:
            best, score = first + index, found
    return best


def _spans(sheet: CalamineSheet, head: int) -> tuple[Spans, int]:
    """Merged ranges below the head, by each row they touch: columns, and the row they begin."""
    spans: Spans = {}
    last = sheet.total_height  # below it a range is merged of nothing
    ranges = [r for r in sheet.merged_cell_ranges or [] if r[1][0] > head]
    for (top, left), (bottom, right) in ranges:
        for row in range(max(top, head + 1), min(bottom, last) + 1):
            spans.setdefault(row, []).append((left, min(right, MAX_COLUMNS), top))
    return spans, len(ranges)


def _rows(
    sheet: CalamineSheet, spans: Spans, failures: Failures, first: int
) -> Iterator[tuple[int, list[Any]]]:
    left_edge = (sheet.start or (0, 0))[1]
    corners: dict[tuple[int, int], object] = {}
    for index, cells in enumerate(sheet.iter_rows(), first):
        values: list[Any] = [None if cell == "" else cell for cell in cells]
        for left, right, top in spans.get(index, ()):
            at = left - left_edge
            if index == top and 0 <= at < len(values):
                corners[top, left] = values[at]
            for column in range(max(at, 0), min(right - left_edge + 1, len(values))):
                values[column] = Merged(corners.get((top, left)))
        for column, shown in failures.get(index, ()):
            if 0 <= column - left_edge < len(values):
                values[column - left_edge] = Failed(shown)
        if any(value is not None for value in values):
            yield index + 1, values
