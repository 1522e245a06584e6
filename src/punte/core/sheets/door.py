"""What other rooms may use of sheets: files of rows, read safely, whoever wrote them.

`read_sheet` gives a `Table` of whatever it is, by its bytes; `read_csv` and `read_book` of what is
known. What cannot be read raises `Unreadable` with a code, and `UNREADABLE` has words for it.
`try_book` says beforehand whether a workbook can be read at all, for who reads it otherwise.
Cells that go out pass through `disarmed`, so that no spreadsheet runs them.
"""

from __future__ import annotations

from punte.core.sheets.csv_files import armed, disarmed, read_csv
from punte.core.sheets.kinds import looks_like_a_book
from punte.core.sheets.reading import read_sheet
from punte.core.sheets.tables import (
    MAX_COLUMNS,
    MAX_ROWS,
    Failed,
    Merged,
    Odd,
    Table,
    Unreadable,
    bare,
    checked_headers,
    plain_name,
)
from punte.core.sheets.texts import encoding_of
from punte.core.sheets.trying import try_book
from punte.core.sheets.words import UNREADABLE, unread_sheets
from punte.core.sheets.xlsx_files import read_book

__all__ = [
    "MAX_COLUMNS",
    "MAX_ROWS",
    "UNREADABLE",
    "Failed",
    "Merged",
    "Odd",
    "Table",
    "Unreadable",
    "armed",
    "bare",
    "checked_headers",
    "disarmed",
    "encoding_of",
    "looks_like_a_book",
    "plain_name",
    "read_book",
    "read_csv",
    "read_sheet",
    "try_book",
    "unread_sheets",
]
