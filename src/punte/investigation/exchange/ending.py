"""How each way through a list or a graph ends: rejects kept, counts said, the case still open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.utils import timezone

from punte.core.access.door import Viewer
from punte.core.database.beat import Halted
from punte.core.database.staging import write_like
from punte.core.database.turns import take_turn
from punte.core.ids import new_id
from punte.investigation.cases.door import hold_case
from punte.investigation.exchange.building.putting import Putter
from punte.investigation.exchange.lists.rows import Wrong
from punte.investigation.exchange.models import ListImport, Reject
from punte.investigation.subjects.door import note_row, showable

State = ListImport.State


@dataclass
class Counts:
    """What a pass came to."""

    good: int = 0
    bad: int = 0
    preview: list[dict[str, Any]] = field(default_factory=list)


def keep_rejects(run: ListImport, bad: Iterable[tuple[int, Wrong]]) -> None:
    """The reasons of rows that stay out; the import itself meets the same ones."""
    pattern = Reject(
        run=run, case_id=run.case_id, attempt=run.attempt, owner=run.owner,
        audiences=run.audiences,
    )  # fmt: skip
    rows = (
        (new_id(), number, showable(wrong.column[:120]), wrong.reason, showable(wrong.cell[:120]))
        for number, wrong in bad
    )
    write_like(pattern, ("id", "row", "column", "reason", "cell"), rows)


def alone(case_id: UUID) -> None:
    """Hold back other lists on their way into or out of this case until the transaction ends: one
    must not meet what another is just making, or hiding. The team goes on working.
    """
    take_turn("lists", case_id)


def end_pass(run: ListImport, viewer: Viewer, put: Putter, counts: Counts, *, keep: bool) -> None:
    """Raises Conflict for a case that was closed, Halted for a run that was stopped."""
    if keep:
        # Held only now: an import must not make the team wait.
        case = hold_case(viewer, run.case_id)
        put.follow_merges()
        note_row(
            viewer, case, run, "list.bring", list=str(run.pk), rows=counts.good,
            rejected=counts.bad, statements=put.statements,
        )  # fmt: skip
    changed = ListImport.objects.filter(id=run.id, state=run.state).update(
        state=State.DONE if keep else State.CHECKED,
        moved_at=timezone.now(),
        position=counts.good + counts.bad,
        preview=counts.preview,
        good=counts.good,
        bad=counts.bad,
        made=put.made,
        known=len(put.matched),
        links=put.links,
        statements=put.statements,
    )
    if not changed:
        raise Halted
