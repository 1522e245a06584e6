"""Doing what only the owner of the database can: the attacker of these tests."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID, uuid4

from django.db import connection, transaction

from punte.core.access.door import Viewer, acting_as
from punte.core.ledger.door import Entry, Report, record, sequence_pending, verify


@contextmanager
def role(name: str | None) -> Iterator[None]:
    """Work as another role for a while; None is the owner."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET ROLE {name}" if name else "RESET ROLE")
    try:
        yield
    finally:
        if not connection.needs_rollback:
            with connection.cursor() as cursor:
                cursor.execute("SET ROLE punte_web")


def as_owner(sql: str, *values: Any) -> int:
    """Run one statement as the owner; how many rows it touched."""
    with role(None), connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.rowcount


def written(viewer: Viewer, count: int, subject: UUID | None = None, **values: Any) -> list[Entry]:
    """Some readings of one person."""
    subject = subject or uuid4()
    with acting_as(viewer):
        return [
            record(
                action=values.get("action", "person.read"),
                by=viewer,
                subject=subject,
                detail=values.get("detail", {"fields": ["identity"], "number": number}),
                owners=values.get("owners", [viewer.agency_audience]),
            )
            for number in range(count)
        ]


def sealed(viewer: Viewer, *batches: int) -> list[Entry]:
    """Entries in the tree, with one signed checkpoint after each batch."""
    entries = []
    for count in batches:
        entries += written(viewer, count)
        with role("punte_worker"):
            assert sequence_pending() == count
    return entries


def checked(against: tuple[str, ...] = ()) -> Report:
    """A check by the worker's role."""
    with role("punte_worker"), transaction.atomic():
        return verify(against=against)
