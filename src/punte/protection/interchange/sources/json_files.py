"""JSON: a list of records, one record a line, or documents of our own."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from typing import Any, Final

from punte.core.sheets.door import (
    MAX_COLUMNS,
    MAX_ROWS,
    Table,
    Unreadable,
    checked_headers,
    encoding_of,
)
from punte.protection.interchange.own import DOCUMENT, VERSION, counted

# A list is held whole in memory; lines are not.
MAX_LIST: Final = 96 * 1024 * 1024


def read_json(data: bytes) -> Table:
    """Raises Unreadable. Columns are all names that occur in any record."""
    encoding = encoding_of(data)
    records = list(_records(data, encoding))
    if not records:
        raise Unreadable("empty")
    names: dict[str, None] = {}
    nested: dict[int, dict[str, Any]] = {}
    flat: list[tuple[int, dict[str, Any]]] = []
    for number, record in enumerate(records, 1):
        cells, sections = _unfolded(record, number)
        if sections:
            nested[number] = sections
        flat.append((number, cells))
        names.update(dict.fromkeys(cells))
        if len(names) > MAX_COLUMNS:
            raise Unreadable("too_many_columns")
    headers = list(names)
    rows = ((number, [cells.get(name) for name in headers]) for number, cells in flat)
    said = {"encoding": encoding, "own": bool(nested), "sections": counted(nested.values())}
    return Table(checked_headers(list(headers)), rows, said, nested)


def _records(data: bytes, encoding: str) -> Iterator[Any]:
    start = data[:4096].decode(encoding, errors="ignore").lstrip("\ufeff \t\r\n")[:1]
    if start == "[":
        yield from _list(data, encoding)
        return
    text = io.TextIOWrapper(io.BytesIO(data), encoding=encoding)
    whole = data.decode(encoding) if len(data) < MAX_LIST else ""
    try:
        yield json.loads(whole)
        return
    except (ValueError, RecursionError):
        pass
    for number, line in enumerate(text, 1):
        if number > MAX_ROWS:
            raise Unreadable("too_many_rows")
        if line.strip():
            yield _parsed(line, number)


def _list(data: bytes, encoding: str) -> Iterator[Any]:
    if len(data) > MAX_LIST:
        raise Unreadable("use_lines")
    found = _parsed(data.decode(encoding), 0)
    if len(found) > MAX_ROWS:
        raise Unreadable("too_many_rows")
    yield from found


def _parsed(text: str, row: int) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Unreadable("broken_json", row) from error


def _unfolded(record: Any, number: int) -> tuple[dict[str, Any], dict[str, Any]]:
    """The cells of a record and, of our own documents, its sections."""
    if not isinstance(record, dict):
        raise Unreadable("not_a_record", number)
    sections: dict[str, Any] = {}
    if record.get("format") == DOCUMENT:
        if record.get("version") != VERSION:
            raise Unreadable("other_version", number)
        held = record.get("sections", {})
        sections = held if isinstance(held, dict) else {}
        record = record.get("record", {})
        if not isinstance(record, dict):
            raise Unreadable("not_a_record", number)
    return {str(name)[:120]: _cell(value) for name, value in record.items()}, sections


def _cell(value: Any) -> Any:
    """Plain values and lists of them; anything deeper as its JSON text."""
    if isinstance(value, list) and not any(isinstance(part, list | dict) for part in value):
        return value
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else value
