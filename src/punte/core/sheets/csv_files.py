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
_DISARMED: Final = re.compile(r"'+[=+\-@\t\r]")


def read_csv(data: bytes) -> Table:
    """Raises Unreadable, also while rows are read."""
    encoding = encoding_of(data)
    head = data[: 64 * 1024].decode(encoding, errors="ignore")
    delimiter = delimiter_of(head)
    lines = io.TextIOWrapper(io.BytesIO(data), encoding=encoding, errors="strict", newline="")
    rows = _records(csv.reader(lines, delimiter=delimiter))
    first = next(rows, None)
    if first is None:
        raise Unreadable("empty")
    said = {"encoding": encoding, "delimiter": delimiter}
    return Table(checked_headers(list(first[1])), rows, said)


def _records(reader: Any) -> Iterator[tuple[int, list[Any]]]:
    number = 0
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
