"""Reading what measures brought, and what of it lies unread: facts, never content."""

from __future__ import annotations

from django.db.models import QuerySet

from punte.core.access.door import Viewer
from punte.investigation.authorisations.models import Authorisation, Quarantine
from punte.investigation.cases.door import Case


def quarantines_of(viewer: Viewer, case: Case) -> QuerySet[Quarantine]:
    """All of a case, the newest first."""
    return (
        Quarantine.objects.visible_to(viewer)
        .filter(case=case)
        .select_related("authorisation", "taken_by", "decided_by")
        .order_by("-taken_at", "-id")
    )


def quarantines_under(viewer: Viewer, row: Authorisation) -> QuerySet[Quarantine]:
    """What was laid aside under one authorisation."""
    return (
        Quarantine.objects.visible_to(viewer)
        .filter(authorisation=row)
        .select_related("taken_by", "decided_by")
        .order_by("-taken_at", "-id")
    )
