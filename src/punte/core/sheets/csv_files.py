"""CSV as people's programs write it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from typing import Any, Final

from punte.core.sheets.tables import (
    MAX_ROWS,
    Table,
    Unreadable,
    checked_headers,
)
from punte.core.sheets.texts import delimiter_of, encoding_of

# Signs with which a spreadsheet would run a cell as a formula; and what our own export puts
# before them.
_RUNS: Final = frozenset("=+-@\t\r")
# With such a first line spreadsheets are told the sign between cells; it is no row.
_SEP: Final = re.compile(r"\ufeff?\"?sep=(?P<sign>[,;|\t])\"?\r?\n", re.I)
_DISARMED: Final = re.compile(r"'+[=+\-@\t\r]")


def read_csv(data: bytes) -> Table:
    """Raises Unreadable, also while rows are read."""
    encoding = encoding_of(data)
    head = data[: 64 * 1024].decode(encoding, errors="ignore")
    told = _SEP.match(head)
    delimiter = told["sign"] if told else delimiter_of(head)
    lines = io.TextIOWrapper(io.BytesIO(data), encoding=encoding, errors="strict", newline="")
    if told:
        lines.readline()
    rows = _records(csv.reader(lines, delimiter=delimiter), 1 if told else 0)
    first = next(rows, None)
    if first is None:
        raise Unreadable("empty")
    said = {"encoding": encoding, "delimiter": delimiter}
    return Table(checked_headers(list(first[1])), rows, said)


def _records(reader: Any, number: int) -> Iterator[tuple[int, list[Any]]]:
    """number: how many lines were read before."""
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise Unreadable("broken_quotes", reader.line_num) from error
        except UnicodeDecodeError as error:
            raise Unreadable("broken_encoding", reader.line_num) from error
        number += 1
        if number > MAX_ROWS + 1:
            raise Unreadable("too_many_rows")
        if any(cells):
            yield number, [armed(cell) for cell in cells]


def disarmed(text: str) -> str:
    """A cell that no spreadsheet runs: a quote before a sign that begins a formula."""
    first = text[:1]
    begins = first in _RUNS or (first == "'" and _DISARMED.match(text))
    return f"'{text}" if begins else text


def armed(text: str) -> str:
    """The text that was disarmed."""
    return text[1:] if text[:1] == "'" and _DISARMED.match(text) else text
