"""Reading something of a file is an entry in the ledger."""

from __future__ import annotations

from uuid import UUID

from punte.core.access.door import Viewer
from punte.core.ledger.door import record
from punte.protection.assistance.models import AssistanceFile
from punte.protection.assistance.queries.files import get_file


def note_reading(viewer: Viewer, file: AssistanceFile, *fields: str) -> None:
    """An entry that these parts of a file were read; classes of data that were shown among them."""
    record(
        action="file.read",
        by=viewer,
        subject=file.person_id,
        owners=[file.owner],
        detail={"file": str(file.id), "fields": list(fields)},
    )


def opened(viewer: Viewer, file_id: UUID, *fields: str) -> AssistanceFile:
    """One file, and the entry that these parts of it were read. Raises NotHere, Refused."""
    file = get_file(viewer, file_id)
    note_reading(viewer, file, *fields)
    return file
