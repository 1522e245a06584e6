"""Reading something of a file is an entry in the ledger."""

from __future__ import annotations

from uuid import UUID

from punte.core.access.door import Viewer
from punte.core.ledger.door import record
from punte.protection.assistance.models import AssistanceFile, Transfer
from punte.protection.assistance.queries.files import get_file
from punte.protection.assistance.queries.transfers import get_transfer


def note_reading(
    viewer: Viewer, file: AssistanceFile, *fields: str, action: str = "file.read", **about: str
) -> None:
    """An entry that these parts of a file were read; classes of data that were shown among them.

    action: what the log calls it, where it is not looking at a page. about: the key of the one
    row that was read, by what it is.
    """
    record(
        action=action,
        by=viewer,
        subject=file.person_id,
        owners=[file.owner],
        detail={"file": str(file.id), "fields": list(fields), **about},
    )


def note_overview(viewer: Viewer, file: AssistanceFile) -> None:
    """An entry that the file itself was read: where it stands, how it ended."""
    note_reading(viewer, file, "assistance file", action="assistance.read")


def opened_transfer(viewer: Viewer, transfer_id: UUID) -> Transfer:
    """One hand-over, and the entry that it was read. Raises NotHere."""
    row = get_transfer(viewer, transfer_id)
    record(
        action="assistance.read_transfer",
        by=viewer,
        subject=row.person_id,
        owners=[row.owner],
        detail={"transfer": str(row.id), "fields": ["assistance file"]},
    )
    return row


def opened(viewer: Viewer, file_id: UUID, *fields: str) -> AssistanceFile:
    """One file, and the entry that these parts of it were read. Raises NotHere, Refused."""
    file = get_file(viewer, file_id)
    note_reading(viewer, file, *fields)
    return file
