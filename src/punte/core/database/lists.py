"""Reading the beginning of long lists: several counts at once, and the first of several indexes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import connection
from django.db.models import Model, QuerySet
from django.db.models.expressions import RawSQL

M = TypeVar("M", bound=Model)


@dataclass(frozen=True)
class Counting:
    """A query that counts several things at once, to be asked as often as one likes."""

    sql: str
    params: list[Any]

    def ask(self) -> list[int]:
        with connection.cursor() as cursor:
            cursor.execute(self.sql, self.params)
            return list(cursor.fetchone())


def counting_up_to(parts: Sequence[QuerySet[Any]], most: int) -> Counting:
    """How many rows each part has, none counted further than `most` + 1."""
    limited = [part.order_by().values("pk")[: most + 1].query.sql_with_params() for part in parts]
    # Only what querysets compiled stands in it; values go apart.
    counts = ", ".join(
        f"(SELECT count(*) FROM ({sql}) AS part)"  # noqa: S608
        for sql, _params in limited
    )
    return Counting(f"SELECT {counts}", [value for _sql, params in limited for value in params])


def counts_up_to(parts: Sequence[QuerySet[Any]], most: int) -> list[int]:
    """The same, asked at once."""
    return counting_up_to(parts, most).ask()


def counts_of_each(rows: QuerySet[Any], field: str, values: Sequence[Any], most: int) -> list[int]:
    """How many rows there are for each value of a field, none counted further than `most` + 1."""
    part = _of_wanted(rows, field).order_by().values("pk")[: most + 1]
    inner, params = part.query.sql_with_params()
    sql = f"""
        SELECT (SELECT count(*) FROM ({inner}) AS part)
        FROM unnest(%s::{_kind(rows, field)}[]) WITH ORDINALITY AS wanted (value, place)
        ORDER BY wanted.place
    """  # noqa: S608  # what querysets compiled; values go apart
    with connection.cursor() as cursor:
        cursor.execute(sql, [*params, list(values)])
        return [count for (count,) in cursor.fetchall()]


def first_of_each(
    rows: QuerySet[M], field: str, values: Iterable[Any], *, order: Sequence[str], most: int
) -> QuerySet[M]:
    """At most `most` rows for each value of a field, in the order, put together; in one query.

    Each value is read by an index and stops early, where PostgreSQL would read and sort all rows
    of an `IN`; and the query is written and planned once, however many values there are.
    """
    part = _of_wanted(rows, field).order_by(*order).values("pk")[:most]
    sql, params = part.query.sql_with_params()
    pks = RawSQL(  # noqa: S611  # what querysets compiled; values go apart
        f"SELECT part.* FROM unnest(%s::{_kind(rows, field)}[]) AS wanted (value),"  # noqa: S608
        f" LATERAL ({sql}) AS part",
        [list(values), *params],
    )
    return rows.filter(pk__in=pks).order_by(*order)


def _of_wanted(rows: QuerySet[M], field: str) -> QuerySet[M]:
    """The rows for the value that `wanted` stands at."""
    return rows.filter(**{field: RawSQL("wanted.value", [])})


def _kind(rows: QuerySet[Any], field: str) -> str:
    """The database's type of a field."""
    return str(rows.model._meta.get_field(field).db_type(connection))
