"""What other rooms may use of sheets: files of rows, read safely, whoever wrote them.

`read_csv` and `read_book` give a `Table`; what cannot be read raises `Unreadable` with a code.
`try_book` says beforehand whether a workbook can be read at all, for who reads it otherwise.
Cells that go out pass through `disarmed`, so that no spreadsheet runs them.
"""

from __future__ import annotations

from punte.core.sheets.csv_files import armed, disarmed, read_csv
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
from punte.core.sheets.xlsx_files import read_book

__all__ = [
    "MAX_COLUMNS",
    "MAX_ROWS",
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
    "plain_name",
    "read_book",
    "read_csv",
    "try_book",
]
