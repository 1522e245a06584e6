"""Saved filters, as tabs."""

from __future__ import annotations

from django.db.models import QuerySet

from punte.core.access.door import Viewer
from punte.protection.caseload.models import SavedFilter

MOST_SHOWN = 30


def saved_filters(viewer: Viewer) -> QuerySet[SavedFilter]:
    """One's own and those that colleagues share, the oldest first."""
    rows = SavedFilter.objects.visible_to(viewer)
    return (
        rows.filter(owner=viewer.agency_audience, removed_at=None)
        .select_related("account")
        .order_by("made_at", "id")[:MOST_SHOWN]
    )
