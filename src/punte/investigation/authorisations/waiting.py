"""What of measures waits for somebody: requests, and product in quarantine."""

from __future__ import annotations

from collections.abc import Iterable

from punte.core.access.door import Viewer
from punte.investigation.authorisations.models import Quarantine
from punte.investigation.authorisations.queries.orders import waiting_requests
from punte.investigation.cases.door import Wait

State = Quarantine.State


def requests(viewer: Viewer) -> Iterable[Wait]:
    """Measures that are asked for, for a prosecutor, the oldest first."""
    for row in waiting_requests(viewer):
        yield Wait(str(row), row.case, row.get_absolute_url())


def to_decide(viewer: Viewer) -> Iterable[Wait]:
    """Product that lies unread until a prosecutor decides, not by who sealed it as privileged."""
    rows = Quarantine.objects.visible_to(viewer).filter(state=State.WAITING)
    for row in rows.select_related("case").order_by("taken_at", "id"):
        if not (row.privileged and row.taken_by_id == viewer.account_id):
            yield Wait(row.get_why_display(), row.case, row.get_absolute_url())


def to_second(viewer: Viewer) -> Iterable[Wait]:
    """What another decided to return or destroy, and a second person is to agree to."""
    rows = Quarantine.objects.visible_to(viewer).filter(
        state__in=[State.TO_RETURN, State.TO_DESTROY]
    )
    rows = rows.exclude(decided_by=viewer.account_id).select_related("case")
    for row in rows.order_by("decided_at", "id"):
        yield Wait(row.get_state_display(), row.case, row.get_absolute_url())
