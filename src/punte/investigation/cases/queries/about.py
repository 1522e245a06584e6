"""Which case a clock belongs to, for whoever may read both the case and what the clock is about."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from punte.core.access.door import Viewer
from punte.core.deadlines.door import About, register_about
from punte.investigation.cases.models import Case, CaseRow


def register_clock(
    kind: str, model: type[CaseRow], said: Callable[[Any], str], *with_: str
) -> None:
    """Clocks about rows of `model` name their case, and of the row what `said` says of it.

    with_: relations that `said` reads.
    """

    def read(viewer: Viewer, ids: set[UUID]) -> dict[UUID, About]:
        rows = model.objects.visible_to(viewer).filter(pk__in=ids).select_related(*with_)
        found = {row.pk: row for row in rows}
        cases = Case.objects.visible_to(viewer).in_bulk({row.case_id for row in found.values()})
        return {
            key: About(str(case), case.get_absolute_url(), said(row))
            for key, row in found.items()
            if (case := cases.get(row.case_id))
        }

    register_about(kind, read)
