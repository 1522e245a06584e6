"""How far a step is, said beside its transaction, which nobody sees until it ends."""

from __future__ import annotations

from types import TracebackType

from django.db import connections
from django.utils import timezone

from punte.investigation.exchange.models import ListImport

_SAY = """
UPDATE investigation_import SET position = %s, moved_at = %s WHERE id = %s RETURNING state
"""


class Halted(Exception):
    """Somebody stopped the run, or another worker has it."""


class Beat:
    """A connection of its own, on which each batch says how far it is and learns of a stop."""

    def __init__(self, run: ListImport):
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

    def at(self, done: int) -> None:
        """So many rows are done. Raises Halted when the run was stopped."""
        with self.connection.cursor() as cursor:
            cursor.execute(_SAY, [done, timezone.now(), self.run.id])
            found = cursor.fetchone()
        # A run that only this transaction knows of has nobody who could stop it.
        if found is not None and found[0] != self.run.state:
            raise Halted
