"""Reading tasks."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils import timezone

from punte.core.access.door import Viewer
from punte.protection.caseload.models import Task


def agency_tasks(viewer: Viewer) -> QuerySet[Task]:
    """The tasks of one's agency."""
    return (
        Task.objects.visible_to(viewer)
        .filter(owner=viewer.agency_audience)
        .select_related("file", "account", "made_by")
    )


def my_tasks(viewer: Viewer) -> QuerySet[Task]:
    """What one still has to do, the soonest first, what has no day last."""
    return (
        agency_tasks(viewer)
        .filter(account=viewer.account_id, done_at=None)
        .order_by("due_on", "id")
    )


def given_tasks(viewer: Viewer) -> QuerySet[Task]:
    """What one gave to colleagues and is still to do."""
    rows = agency_tasks(viewer).filter(made_by=viewer.account_id, done_at=None)
    return rows.exclude(account=viewer.account_id).order_by("due_on", "id")


def done_tasks(viewer: Viewer) -> QuerySet[Task]:
    """What one had to do and is done, the last first."""
    rows = agency_tasks(viewer).filter(account=viewer.account_id, done_at__isnull=False)
    return rows.order_by("-done_at", "id")


def tasks_due(viewer: Viewer) -> QuerySet[Task]:
    """One's tasks that are due today or late."""
    return my_tasks(viewer).filter(due_on__lte=timezone.localdate())
