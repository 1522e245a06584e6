"""How far a long job is, said beside its transaction, which nobody sees until it ends."""

from __future__ import annotations

from types import TracebackType
from typing import Any

from django.db import connections
from django.utils import timezone
from psycopg import sql


class Halted(Exception):
    """Somebody stopped the job, or another worker has it."""


class Beat:
    """A connection of its own, on which each step says how far it is and learns of a stop.

    run: the row of the job; its table has `state` and `moved_at` beside what is said of it.
    """

    def __init__(self, run: Any):
        self.run = run

    def __enter__(self) -> Beat:
        self.connection = connections.create_connection("default")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.connection.close()

    def say(self, **values: int) -> None:
        """Set these columns of the job's row. Raises Halted when the job was stopped."""
        said: dict[str, Any] = {**values, "moved_at": timezone.now()}
        sets = [sql.SQL("{} = %s").format(sql.Identifier(name)) for name in said]
        query = sql.SQL("UPDATE {} SET {} WHERE id = %s RETURNING state").format(
            sql.Identifier(self.run._meta.db_table), sql.SQL(", ").join(sets)
        )
        with self.connection.cursor() as cursor:
            cursor.execute(query.as_string(), [*said.values(), self.run.id])
            found = cursor.fetchone()
        # A job that only this transaction knows of has nobody who could stop it.
        if found is not None and found[0] != self.run.state:
            raise Halted
