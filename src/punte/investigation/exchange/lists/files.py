"""From a kept file to a table, and what each of its columns holds. No queries."""

from __future__ import annotations

from collections import Counter
from typing import Any

from punte.core.sheets.door import Table, plain_name, read_sheet
from punte.investigation.exchange.lists.cells import Bad, text_of
from punte.investigation.exchange.lists.guessing import guess_all, is_header
from punte.investigation.exchange.lists.moments import Seen

# Dates look alike all the way down; so many cells tell how they are written.
LOOKED_AT = 20_000
SAMPLE = 60


def read_table(data: bytes) -> Table:
    """A spreadsheet, a page or a text, by its first bytes. Raises Unreadable."""
    return read_sheet(data, is_header)


def describe(table: Table, kind: str) -> tuple[list[dict[str, Any]], int]:
    """Per column its name, filled cells, first value, guessed field and dates; and the rows."""
    filled = [0] * len(table.headers)
    samples = [""] * len(table.headers)
    seen = [Seen() for _name in table.headers]
    count = 0
    for _number, cells in table.rows:
        count += 1
        for index, cell in enumerate(cells[: len(filled)]):
            if cell is None or cell == "":
                continue
            filled[index] += 1
            if filled[index] <= LOOKED_AT:
                text = _text(cell)
                samples[index] = samples[index] or text[:SAMPLE]
                if text[:1].isdigit():
                    seen[index].see(text)
    guesses, often = guess_all(kind, table.headers), Counter(map(plain_name, table.headers))
    columns = [
        {
            "name": name, "filled": filled[index], "sample": samples[index],
            "field": guesses[index], "order": str(seen[index].order), "ask": seen[index].ask,
            "twice": often[plain_name(name)] > 1,
        }
        for index, name in enumerate(table.headers)
    ]  # fmt: skip
    return columns, count


def _text(cell: Any) -> str:
    try:
        return text_of(cell)
    except Bad:
        return ""
