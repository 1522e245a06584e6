"""Rows by the thousand: COPY into staging tables of one transaction, then one INSERT each.

The policies forbid COPY into guarded tables themselves, so rows pass through temporary ones that
nobody else sees and that are empty when the transaction ends. Only what differs from row to row
is copied; what all share goes into the INSERT.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain, islice
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import connection
from django.db.models import Field, JSONField, Model
from psycopg import sql

Row = Sequence[Any]
Spelling = Callable[[Any], str]
# So many go in by a plain statement: a stage costs more than it saves.
FEW = 50
_JSON = json.JSONEncoder(ensure_ascii=False)
_QUOTED, SLASHED = re.compile(r'["\\]'), r"\\\g<0>"


def write_like(
    pattern: Model, columns: Sequence[str], rows: Iterable[Row], *, skip_known: bool = False
) -> int:
    """Write a row of the pattern's table for each of `rows`; returns how many were written.

    columns: attributes whose values stand in `rows`, the key among them; the unsaved pattern
    has all others. skip_known: leave out what a unique key has already. Within the running
    transaction.
    """
    fields = {field.attname: field for field in pattern._meta.concrete_fields}
    spellings = {name: _spelling(field) for name, field in fields.items()}
    same = {
        str(field.column): _spelt(getattr(pattern, name), spellings[name])
        for name, field in fields.items()
        if name not in columns
    }
    places = [(n, as_text) for n, name in enumerate(columns) if (as_text := spellings[name])]
    names = [str(fields[name].column) for name in columns]
    plain = _with_texts(rows, places) if places else rows
    return write_rows(pattern._meta.db_table, names, plain, same=same, skip_known=skip_known)


def _spelling(field: Field[Any, Any]) -> Spelling | None:
    """How values of the field become texts, where they are not what the driver takes."""
    if isinstance(field, JSONField):
        return _JSON.encode
    return array_text if isinstance(field, ArrayField) else None


def _spelt(value: Any, spelling: Spelling | None) -> Any:
    return value if value is None or spelling is None else spelling(value)


def _with_texts(rows: Iterable[Row], places: Sequence[tuple[int, Spelling]]) -> Iterator[Row]:
    for row in rows:
        cells = list(row)
        for place, spelling in places:
            cells[place] = _spelt(cells[place], spelling)
        yield cells


def array_text(values: Sequence[Any]) -> str:
    """A list of numbers or texts as PostgreSQL writes an array: the same few come again and again,
    and the driver looks at each anew.
    """
    return _array_text(tuple(values))


@lru_cache(1000)
def _array_text(values: tuple[Any, ...]) -> str:
    return f"{{{','.join(map(_element, values))}}}"


def _element(value: Any) -> str:
    return "NULL" if value is None else f'"{_QUOTED.sub(SLASHED, str(value))}"'


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
