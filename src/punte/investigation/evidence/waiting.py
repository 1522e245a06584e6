"""What of exhibits waits for somebody: hand-overs to counter-sign, destructions to confirm."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db.models import QuerySet
from django.urls import reverse

from punte.core.access.door import Viewer
from punte.investigation.cases.door import Case, Wait
from punte.investigation.evidence.actions.endings import may_confirm
from punte.investigation.evidence.models import Exhibit
from punte.investigation.evidence.queries.exhibits import begun, waiting_for

MOST = 30


def handed_over(viewer: Viewer) -> Iterable[Wait]:
    """Exhibits that the viewer is to receive, for themselves, their agency or their store."""
    return _waits(viewer, list(waiting_for(viewer)[:MOST]))


def to_confirm(viewer: Viewer) -> Iterable[Wait]:
    """Destructions that another began and the viewer may confirm."""
    rows: QuerySet[Exhibit] = begun(viewer)
    return _waits(viewer, [row for row in rows[:MOST] if may_confirm(viewer, row)])


def _waits(viewer: Viewer, rows: list[Exhibit]) -> Iterator[Wait]:
    """Who is not of the team learns no case's name, and goes to the exhibit alone."""
    mine = Case.objects.visible_to(viewer).in_bulk({row.case_id for row in rows})
    for row in rows:
        case = mine.get(row.case_id)
        url = row.get_absolute_url() if case else reverse("investigation:kept", args=[row.pk])
        yield Wait(str(row), case, url)
