"""A bundle's exhibits and custody as a CASE/UCO document."""

from __future__ import annotations

from uuid import UUID

from punte.algorithms.caseuco import Bundle, Investigation, Thing, write
from punte.investigation.bundle.gathering import Proven
from punte.investigation.evidence.door import described


def case_document(proven: Proven) -> bytes:
    """The JSON-LD of what a bundle holds, as bytes."""
    case = proven.case
    status = "open" if case.open else "closed"
    investigation = Investigation(
        case.pk, case.number, status, start=case.opened_at, end=case.closed_at
    )
    things: dict[UUID, Thing] = {}
    for one in proven.exhibits:
        for thing in described(case.pk, one.exhibit, one.steps, one.files):
            things.setdefault(thing.id, thing)
    return write(Bundle(investigation, tuple(things.values())))
