"""Rows by the thousand: COPY into staging tables of one transaction, then one INSERT each.

The policies forbid COPY into guarded tables themselves, so rows pass through temporary ones that
nobody else sees and that are empty when the transaction ends. Only what differs from row to row
is copied; what all share goes into the INSERT.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import Any

from django.db import connection
from django.db.models import JSONField, Model
from psycopg import sql

Row = Sequence[Any]
# So many go in by a plain statement: a stage costs more than it saves.
FEW = 50
_JSON = json.JSONEncoder(ensure_ascii=False)


def write_like(
    pattern: Model, columns: Sequence[str], rows: Iterable[Row], *, skip_known: bool = False
) -> int:
    """Write a row of the pattern's table for each of `rows`; returns how many were written.

    columns: attributes whose values stand in `rows`, the key among them; the unsaved pattern
    has all others. skip_known: leave out what a unique key has already. Within the running
    transaction.
    """
    fields = {field.attname: field for field in pattern._meta.concrete_fields}
    texts = {name for name, field in fields.items() if isinstance(field, JSONField)}
    same = {
        str(field.column): _plain(getattr(pattern, name), name in texts)
        for name, field in fields.items()
        if name not in columns
    }
    as_text = [place for place, name in enumerate(columns) if name in texts]
    names = [str(fields[name].column) for name in columns]
    plain = _with_texts(rows, as_text) if as_text else rows
    return write_rows(pattern._meta.db_table, names, plain, same=same, skip_known=skip_known)


def _with_texts(rows: Iterable[Row], places: Sequence[int]) -> Iterator[Row]:
    for row in rows:
        cells = list(row)
        for place in places:
            cells[place] = _plain(cells[place], True)
        yield cells


def _plain(value: Any, as_json: bool) -> Any:
    return _JSON.encode(value) if as_json else value


def write_rows(
    table: str,
    columns: Sequence[str],
    rows: Iterable[Row],
    *,
    same: Mapping[str, Any] | None = None,
    skip_known: bool = False,
) -> int:
    """Write plain rows in the order of `columns`, each with the values of `same` beside them."""
    every = iter(rows)
    first = list(islice(every, FEW + 1))
    into = _Into(table, columns, same or {}, skip_known)
    if len(first) > FEW:
        return into.copy(chain(first, every))
    return into.insert(first) if first else 0


class _Into:
    """The statements that write rows of these columns into one table."""

    def __init__(
        self, table: str, columns: Sequence[str], same: Mapping[str, Any], skip_known: bool
    ):
        self.columns, self.same = columns, list(same.values())
        self.table = sql.Identifier(table)
        self.stage = sql.Identifier(f"stage_{table}_{zlib.crc32(' '.join(columns).encode()):08x}")
        self.names = _joined(map(sql.Identifier, columns))
        self.head = sql.SQL("INSERT INTO {} ({}) ").format(
            self.table, _joined(map(sql.Identifier, [*columns, *same]))
        )
        self.tail = sql.SQL(" ON CONFLICT DO NOTHING" if skip_known else "")

    def insert(self, rows: Sequence[Row]) -> int:
        """A few rows in one plain statement."""
        places = sql.SQL("({})").format(
            _joined([sql.Placeholder()] * (len(self.columns) + len(self.same)))
        )
        values = [value for row in rows for value in (*row, *self.same)]
        with connection.cursor() as wrapped:
            cursor: Any = wrapped.cursor
            lines = sql.SQL("VALUES {}").format(_joined([places] * len(rows)))
            cursor.execute(self.head + lines + self.tail, values)
            return int(cursor.rowcount)

    def copy(self, rows: Iterable[Row]) -> int:
        """Any number of rows, by way of the stage."""
        make = sql.SQL(
            "CREATE TEMP TABLE IF NOT EXISTS {} ON COMMIT DELETE ROWS AS SELECT {} FROM {} LIMIT 0"
        ).format(self.stage, self.names, self.table)
        cells = _joined([self.names, *[sql.Placeholder()] * len(self.same)])
        read = sql.SQL("SELECT {} FROM {}").format(cells, self.stage)
        with connection.cursor() as wrapped:
            cursor: Any = wrapped.cursor
            cursor.execute(make)
            with cursor.copy(sql.SQL("COPY {} FROM STDIN").format(self.stage)) as copy:
                for row in rows:
                    copy.write_row(row)
            cursor.execute(self.head + read + self.tail, self.same)
            written = int(cursor.rowcount)
            # Within one transaction the next rows must not bring these again.
            cursor.execute(sql.SQL("DELETE FROM {}").format(self.stage))
        return written


def _joined(parts: Iterable[sql.Composable]) -> sql.Composed:
    return sql.SQL(", ").join(parts)
