"""Reading the beginning of long lists: several counts at once, and the first of several indexes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import connection
from django.db.models import Model, QuerySet

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


def first_of_all(
    rows: QuerySet[M], parts: Sequence[QuerySet[M]], *, order: Sequence[str], most: int
) -> QuerySet[M]:
    """At most `most` rows of each part in the order, put together; in one query.

    Each part is read by its own index and stops early, where PostgreSQL would read and sort all
    rows of an `IN`. The parts are cuts of `rows`, which says what is joined.
    """
    first, *others = [part.order_by(*order).values("pk")[:most] for part in parts]
    return rows.filter(pk__in=first.union(*others, all=True)).order_by(*order)


def first_of_each(
    rows: QuerySet[M], field: str, values: Iterable[Any], *, order: Sequence[str], most: int
) -> QuerySet[M]:
    """The first `most` rows over several values of a field, one read of an index for each."""
    parts = [rows.filter(**{field: value}) for value in values]
    return first_of_all(rows, parts, order=order, most=most)[:most] if parts else rows.none()
