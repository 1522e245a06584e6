"""Rows by the thousand: COPY into staging tables of one transaction, then one INSERT each.

The policies forbid COPY into guarded tables themselves, so rows pass through temporary ones that
nobody else sees and that are empty when the transaction ends.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection
from django.db.models import JSONField, Model
from psycopg import sql

Row = Sequence[Any]


def write_instances(rows: Sequence[Model]) -> None:
    """Write unsaved instances of one model, keys and all; within the running transaction."""
    if not rows:
        return
    fields = rows[0]._meta.concrete_fields
    names = [field.attname for field in fields]
    texts = {field.attname for field in fields if isinstance(field, JSONField)}
    write_rows(
        rows[0]._meta.db_table,
        [str(field.column) for field in fields],
        ([_plain(getattr(row, name), name in texts) for name in names] for row in rows),
    )


def _plain(value: Any, as_json: bool) -> Any:
    return json.dumps(value, ensure_ascii=False) if as_json else value


def write_rows(table: str, columns: Sequence[str], rows: Iterable[Row]) -> None:
    """Write plain rows in the order of `columns`; within the running transaction."""
    into, stage = sql.Identifier(table), sql.Identifier(f"stage_{table}")
    names = sql.SQL(", ").join(map(sql.Identifier, columns))
    make = sql.SQL(
        "CREATE TEMP TABLE IF NOT EXISTS {} ON COMMIT DELETE ROWS AS SELECT {} FROM {} LIMIT 0"
    )
    with connection.cursor() as wrapped:
        cursor: Any = wrapped.cursor
        cursor.execute(make.format(stage, names, into))
        with cursor.copy(sql.SQL("COPY {} FROM STDIN").format(stage)) as copy:
            for row in rows:
                copy.write_row(row)
        insert = sql.SQL("INSERT INTO {} ({}) SELECT {} FROM {}")
        cursor.execute(insert.format(into, names, names, stage))
        # Within one transaction the next rows must not bring these again.
        cursor.execute(sql.SQL("DELETE FROM {}").format(stage))
