"""From bytes to a table, and what each of its columns holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import partial
from typing import Any

from punte.algorithms.htcds import Styles, fields, guess_all, guess_field
from punte.core.sheets.door import (
    Table,
    Unreadable,
    bare,
    looks_like_a_book,
    plain_name,
    read_sheet,
)
from punte.protection.interchange.models.imports import Form
from punte.protection.interchange.sources.json_files import read_json

_read_rows = partial(read_sheet, knows=guess_field)
READERS: dict[Form, Callable[[bytes], Table]] = {
    Form.CSV: _read_rows,
    Form.XLSX: _read_rows,
    Form.JSON: read_json,
}


def form_of(head: bytes, name: str) -> Form:
    """What kind of file this is: by its first bytes, and between texts by its name."""
    if looks_like_a_book(head):
        return Form.XLSX
    return Form.JSON if name.casefold().endswith((".json", ".jsonl", ".ndjson")) else Form.CSV


def read_table(data: bytes, form: str) -> Table:
    """Raises Unreadable."""
    try:
        return READERS[Form(form)](data)
    except UnicodeDecodeError as error:
        raise Unreadable("broken_encoding") from error


def describe(table: Table) -> tuple[list[dict[str, Any]], int]:
    """Per column its name, filled cells, guessed field and dates; and how many rows there are."""
    filled = [0] * len(table.headers)
    styles = [Styles() for _name in table.headers]
    count = 0
    for _number, cells in table.rows:
        count += 1
        for index, cell in enumerate(cells[: len(filled)]):
            value = bare(cell)
            if value is None or value == "":
                continue
            filled[index] += 1
            if not isinstance(value, str) or value[:1].isdigit():
                styles[index].see(value)
    guesses, often = guess_all(table.headers), Counter(map(plain_name, table.headers))
    columns = [
        _column(name, number, field, style) | {"twice": often[plain_name(name)] > 1}
        for name, number, field, style in zip(table.headers, filled, guesses, styles, strict=True)
    ]
    return columns, count


def _column(name: str, filled: int, field: str, styles: Styles) -> dict[str, Any]:
    dates = styles.dates
    return {
        "name": name,
        "filled": filled,
        "field": field,
        "dates": dates,
        "mixed": styles.mixed,
        "ask": styles.must_ask,
        "order": str(styles.order),
    }


def takes_dates(field: str) -> bool:
    """Whether values of the field are dates."""
    known = fields().get(field)
    return known is not None and known.kind in {"date", "moment"}
