"""Reading a subject or a source is an entry for those who may see it."""

from __future__ import annotations

from punte.core.access.door import Viewer
from punte.core.ledger.door import record
from punte.investigation.cases.door import Case, CaseRow
from punte.investigation.subjects.queries.search import Found


def note_seen(viewer: Viewer, case: Case, row: CaseRow, what: str) -> None:
    """An entry that one row of a case was read; what: "entity" or "source"."""
    record(
        action="case.read",
        by=viewer,
        subject=case.pk,
        owners=list(row.audiences),
        detail={"fields": ["subjects"], what: str(row.pk)},
    )


def note_search(viewer: Viewer, found: Found, case: Case | None = None) -> None:
    """An entry that somebody searched; what was typed is not kept, how many it found is."""
    record(
        action="subjects.search",
        by=viewer,
        subject=case.pk if case else None,
        owners=[case.owner] if case else [viewer.account_audience],
        detail={"found": len(found.entities)},
    )
