"""Reading what came in and what goes out."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from punte.core.access.door import Viewer, get_visible
from punte.protection.interchange.models import Delivery, ImportRun, MappingSpec, Reject, Webhook


def runs(viewer: Viewer) -> QuerySet[ImportRun]:
    """Files of the agency, newest first."""
    rows = ImportRun.objects.visible_to(viewer).filter(owner=viewer.agency_audience)
    return rows.select_related("by").order_by("-created_at", "id")


def rejects_of(viewer: Viewer, run: ImportRun) -> QuerySet[Reject]:
    """Reasons of the last check or import, in the order of the file."""
    rows = Reject.objects.visible_to(viewer).filter(run=run, attempt=run.attempt)
    return rows.order_by("row", "id")


def specs(viewer: Viewer) -> QuerySet[MappingSpec]:
    """Saved choices of columns."""
    rows = MappingSpec.objects.visible_to(viewer).filter(owner=viewer.agency_audience)
    return rows.order_by("name")


def webhooks(viewer: Viewer) -> QuerySet[Webhook]:
    """Webhooks of the agency by name."""
    rows = Webhook.objects.visible_to(viewer).filter(owner=viewer.agency_audience)
    return rows.order_by("name", "id")


def deliveries(viewer: Viewer, hook: Webhook) -> QuerySet[Delivery]:
    """Messages of one webhook, newest first."""
    return Delivery.objects.visible_to(viewer).filter(webhook=hook).order_by("-made_at", "id")


def get_delivery(viewer: Viewer, delivery: UUID) -> Delivery:
    """One message of the agency's webhooks, or NotHere."""
    return get_visible(Delivery, viewer=viewer, pk=delivery)
