"""Reading something of a person is an entry in the ledger."""

from __future__ import annotations

from punte.core.access.door import Viewer
from punte.core.ledger.door import record
from punte.protection.persons.models import Person


def note_reading(viewer: Viewer, person: Person, *fields: str, action: str = "person.read") -> None:
    """An entry that these parts of what is held of a person were read.

    action: what the log calls it, where it is not looking at a page.
    """
    record(
        action=action,
        by=viewer,
        subject=person.id,
        owners=[person.owner],
        detail={"fields": list(fields)},
    )
