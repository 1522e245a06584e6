"""Bringing sheets into PostgreSQL: COPY, and putting indexes aside for a large load."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import connection
from psycopg import Connection, sql

from punte.demo.rows import TABLES, Sheet

# Partitions of the log keep their indexes: only the newest persons have entries at all.
PUT_ASIDE = [table for table in TABLES if table != "ledger_entry"]

KNOWN = """
SELECT 1, c.conrelid::regclass::text, c.conname,
       format('ALTER TABLE %%s ADD CONSTRAINT %%I %%s', c.conrelid::regclass, c.conname,
              pg_get_constraintdef(c.oid)),
       CASE c.contype WHEN 'f' THEN 3 WHEN 'p' THEN 1 ELSE 2 END
FROM pg_constraint c
WHERE c.conrelid = ANY (%(tables)s::regclass[]) AND c.contype IN ('f', 'p', 'u', 'x')
   -- What other tables point at: their foreign keys hold the primary keys in place.
   OR c.confrelid = ANY (%(tables)s::regclass[]) AND c.contype = 'f'
UNION ALL
SELECT 2, i.indrelid::regclass::text, r.relname, pg_get_indexdef(i.indexrelid), 2
FROM pg_index i JOIN pg_class r ON r.oid = i.indexrelid
WHERE i.indrelid = ANY (%(tables)s::regclass[])
  AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = i.indexrelid
                  AND c.conrelid = i.indrelid AND c.contype IN ('p', 'u', 'x'))
"""


@dataclass(frozen=True)
class Aside:
    """A constraint or an index that was put aside: how to take it away and bring it back.

    order: 1 primary keys, 2 indexes and unique constraints, 3 foreign keys.
    """

    table: str
    drop: str
    add: str
    order: int


def copy(link: Connection[Any], sheet: Sheet) -> None:
    """One block in one transaction."""
    with link.transaction(), link.cursor() as cursor:
        for table, columns in TABLES.items():
            chunks = sheet.chunks(table)
            if chunks:
                into = sql.SQL("COPY {} ({}) FROM STDIN").format(
                    sql.Identifier(table), sql.SQL(", ").join(map(sql.Identifier, columns))
                )
                with cursor.copy(into) as target:
                    for chunk in chunks:
                        target.write(chunk)


def indexes_and_constraints() -> list[Aside]:
    """All of the large tables, in the order in which they are brought back."""
    with connection.cursor() as cursor:
        cursor.execute(KNOWN, {"tables": PUT_ASIDE})
        rows = cursor.fetchall()
    found = []
    for kind, table, name, add, order in rows:
        quoted = connection.ops.quote_name(name)
        drop = (
            f"ALTER TABLE {table} DROP CONSTRAINT {quoted}" if kind == 1 else f"DROP INDEX {quoted}"
        )
        found.append(Aside(table, drop, add, order))
    return sorted(found, key=lambda aside: (aside.order, aside.table, aside.add))


def take_away(asides: list[Aside]) -> None:
    """Foreign keys first, primary keys last."""
    for aside in reversed(asides):
        _run(aside.drop)


def bring_back(add: str) -> None:
    """One index or constraint, with more memory than usual; one that is there stays."""
    _run("SET maintenance_work_mem = '512MB'", "SET work_mem = '256MB'", add)


def _run(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
