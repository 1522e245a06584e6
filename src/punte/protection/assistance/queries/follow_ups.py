"""Reading follow-ups: what is due, and what came of them."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from punte.core.access.door import Permission, Viewer, get_visible
from punte.protection.assistance.models import AssistanceFile, Closure, FollowUp, FollowUpTry
from punte.protection.assistance.models.words import FollowUpState


def follow_ups_to_do(viewer: Viewer) -> QuerySet[FollowUp]:
    """What the viewer's agency has still to ask, the next first."""
    return (
        FollowUp.objects.visible_to(viewer)
        .filter(owner=viewer.agency_audience, state=FollowUpState.PENDING)
        .select_related("file__caseworker")
        .order_by("due_on", "id")
    )


def follow_ups_due(viewer: Viewer, until: date | None = None) -> QuerySet[FollowUp]:
    """Those due by a day, by default today."""
    return follow_ups_to_do(viewer).filter(due_on__lte=until or timezone.localdate())


def get_follow_up(viewer: Viewer, follow_up: UUID) -> FollowUp:
    """One follow-up with its file, or NotHere."""
    viewer.require(Permission.SEE_FILES)
    get_visible(FollowUp, viewer=viewer, pk=follow_up)
    return FollowUp.objects.select_related("file", "closure").get(pk=follow_up)


def follow_ups_of(viewer: Viewer, file: AssistanceFile) -> QuerySet[FollowUp]:
    """All follow-ups of a file, the next first; older closings' too."""
    return FollowUp.objects.visible_to(viewer).filter(file=file).order_by("due_on", "id")


def tries_of(viewer: Viewer, file: AssistanceFile) -> QuerySet[FollowUpTry]:
    """Every try on a file, newest first."""
    return (
        FollowUpTry.objects.visible_to(viewer)
        .filter(file=file)
        .select_related("by", "follow_up")
        .order_by("-at", "id")
    )


def closures_of(viewer: Viewer, file: AssistanceFile) -> QuerySet[Closure]:
    """How a file was closed, the newest first."""
    return Closure.objects.visible_to(viewer).filter(file=file).select_related("by").order_by("-at")
