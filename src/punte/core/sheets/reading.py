"""Any file of rows, read as what its bytes say it is."""

from __future__ import annotations

from punte.core.sheets.csv_files import read_csv
from punte.core.sheets.heads import Knows
from punte.core.sheets.html_files import read_page
from punte.core.sheets.kinds import Kind, kind_of
from punte.core.sheets.tables import Table, Unreadable
from punte.core.sheets.trying import try_book
from punte.core.sheets.xlsx_files import read_book


def read_sheet(data: bytes, knows: Knows) -> Table:
    """knows: as for `read_book`. Raises Unreadable, also while rows are read."""
    try:
        match kind_of(data):
            case Kind.BOOK | Kind.OLD_BOOK:
                return read_book(data, knows)
            case Kind.PAGE:
                try_book(data)  # a page too may be made so that it is never read to its end
                return read_page(data, knows)
            case Kind.TEXT:
                return read_csv(data)
    except UnicodeDecodeError as error:
        raise Unreadable("broken_encoding") from error
