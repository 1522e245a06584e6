"""Invented identities, and the owner's hands for what only the owner may do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils import timezone

from punte.core.access.door import DataClass, Grant, Purpose, Viewer, acting_as, give_grant
from punte.core.ids import new_id
from punte.core.vault.door import keep_identity

SAMPLE = {
    "given_name": "Șerban",
    "family_name": "Altulescu",
    "birth_date": "5.3.1990",
    "phone": ["069 000 123"],
    "document": "AB 000-123",
    "email": "serban@example.invalid",
}


def keep(by: Viewer, owner: int | None = None, subject: UUID | None = None, **values: Any) -> UUID:
    """An invented person's identity, kept by the viewer; the sample's when no values are given."""
    subject = subject or new_id()
    with acting_as(by):
        keep_identity(
            by=by,
            subject=subject,
            owner=owner or by.agency_audience,
            audiences=[by.agency_audience],
            values=values or SAMPLE,
        )
    return subject


def open_to(by: Viewer, subject: UUID, audience: int, *classes: DataClass) -> Grant:
    """A grant for a day."""
    with acting_as(by):
        return give_grant(
            by=by,
            record=subject,
            owner=by.agency_audience,
            audience=audience,
            classes=classes,
            purpose=Purpose.SERVICE,
            source="test",
            source_id=new_id(),
            ends_at=timezone.now() + timedelta(days=1),
        )


@contextmanager
def as_owner() -> Iterator[Any]:
    """A cursor of the database's owner, whom the policies do not hold."""
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE punte_owner")
        try:
            yield cursor
        finally:
            cursor.execute("SET ROLE punte_web")
