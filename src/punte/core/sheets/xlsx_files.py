"""Spreadsheets (XLSX, XLSM, ODS, XLS): the first sheet to be seen that holds a table.

Merged cells are told, and so is every other sheet that holds something.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from punte.core.sheets.heads import HEAD_ROWS, Knows, head_row
from punte.core.sheets.kinds import kind_of
from punte.core.sheets.ods_marks import Range, marks_of
from punte.core.sheets.tables import (
    MAX_COLUMNS,
    MAX_ROWS,
    NAMED,
    Failed,
    Merged,
    Table,
    Unreadable,
    checked_headers,
)
from punte.core.sheets.trying import try_book
from punte.core.sheets.xlsx_formulas import Failures, failed_cells

Spans = dict[int, list[tuple[int, int, int]]]


def read_book(data: bytes, knows: Knows) -> Table:
    """knows: whether a text is the name of a column, so that the head is found below titles.

    Raises Unreadable for what is no workbook, has no table, or would unpack beyond bounds.
    """
    kind_of(data)
    try_book(data)
    return table_of(data, knows)


def table_of(data: bytes, knows: Knows) -> Table:
    """As `read_book`, of a file that was tried."""
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        found = _sheets(book)
    except PasswordError as error:
        raise Unreadable("encrypted") from error
    except (CalamineError, OSError, ValueError) as error:
        raise Unreadable("not_a_workbook") from error
    if not found:
        raise Unreadable("empty")
    place, sheet, _hidden = found[0]
    if sheet.total_height > MAX_ROWS + HEAD_ROWS:
        raise Unreadable("too_many_rows")
    if sheet.total_width > MAX_COLUMNS:
        raise Unreadable("too_many_columns")
    ranges, failures = marks_of(data, place)
    ranges = ranges or sheet.merged_cell_ranges or []
    table = _table(sheet, ranges, failures or failed_cells(data, place), knows)
    table.said |= {
        "sheets": len(book.sheet_names),
        "others": [[other.name[:60], hidden] for _place, other, hidden in found[1 : NAMED + 1]],
    }
    return table


def _sheets(book: CalamineWorkbook) -> list[tuple[int, CalamineSheet, bool]]:
    """Sheets that hold something, with their place and whether they are hidden; these come last."""
    found = []
    for place, about in enumerate(book.sheets_metadata):
        if about.typ != SheetTypeEnum.WorkSheet:
            continue
        sheet = book.get_sheet_by_name(about.name)
        if sheet.height:
            found.append((place, sheet, about.visible != SheetVisibleEnum.Visible))
    return sorted(found, key=lambda one: one[2])


def _table(sheet: CalamineSheet, ranges: list[Range], failures: Failures, knows: Knows) -> Table:
    first = (sheet.start or (0, 0))[0]
    head = first + head_row(sheet.iter_rows(), knows)
    ranges = [one for one in ranges if one[1][0] > head]
    rows = _rows(sheet, _spans(sheet, ranges, head), failures, first)
    for number, cells in rows:
        if number == head + 1:
            said = {"sheet": sheet.name[:60], "head": head + 1, "merged": len(ranges)}
            return Table(checked_headers(cells), rows, said)
    raise Unreadable("no_columns")


def _spans(sheet: CalamineSheet, ranges: list[Range], head: int) -> Spans:
    """Merged ranges below the head, by each row they touch: columns, and the row they begin."""
    spans: Spans = {}
    last = sheet.total_height  # below it a range is merged of nothing
    for (top, left), (bottom, right) in ranges:
        for row in range(max(top, head + 1), min(bottom, last) + 1):
            spans.setdefault(row, []).append((left, min(right, MAX_COLUMNS), top))
    return spans


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
