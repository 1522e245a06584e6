"""Reading something of a case is an entry in the ledger."""

from __future__ import annotations

from uuid import UUID

from punte.core.access.door import Viewer
from punte.core.ledger.door import record
from punte.investigation.cases.models import Case
from punte.investigation.cases.queries.cases import get_case


def note_reading(
    viewer: Viewer, case: Case, *fields: str, action: str = "case.read", **about: object
) -> None:
    """An entry that these parts of a case were read.

    action: what the log calls it, where it is not looking at a page. about: the key of the one
    row that was read, by what it is; plain values, never a name.
    """
    record(
        action=action,
        by=viewer,
        subject=case.pk,
        owners=[case.owner],
        detail={"fields": list(fields), **about},
    )


def opened(viewer: Viewer, case_id: UUID, *fields: str) -> Case:
    """One case, and the entry that these parts of it were read. Raises NotHere, Refused."""
    case = get_case(viewer, case_id)
    note_reading(viewer, case, *fields)
    return case
