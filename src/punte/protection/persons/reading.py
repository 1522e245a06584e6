"""Reading something of a person is an entry in the ledger."""

from __future__ import annotations

from punte.core.access.door import Viewer
from punte.core.ledger.door import record
from punte.protection.persons.models import Person


def note_reading(viewer: Viewer, person: Person, *fields: str) -> None:
    """An entry that these parts of what is held of a person were read."""
    record(
        action="person.read",
        by=viewer,
        subject=person.id,
        owners=[person.owner],
        detail={"fields": list(fields)},
    )
