"""Reading appointments: of a file, by day, and what falls together."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import BooleanField, Case, Exists, OuterRef, QuerySet, Value, When
from django.utils import timezone

from punte.core.access.door import Permission, Viewer, get_visible
from punte.protection.assistance.door import AssistanceFile
from punte.protection.delivery.models import Appointment
from punte.protection.delivery.models.words import Meeting
from punte.protection.delivery.rules import LONGEST

Appointments = QuerySet[Appointment]


def own_appointments(viewer: Viewer) -> Appointments:
    """All appointments of the viewer's agency that its classes of data show, soonest first."""
    viewer.require(Permission.SEE_FILES)
    rows = Appointment.objects.visible_to(viewer).filter(owner=viewer.agency_audience)
    return rows.select_related("file", "caseworker").order_by("starts_at", "id")


def appointments_of(viewer: Viewer, file: AssistanceFile) -> Appointments:
    """Those of one file, latest first."""
    rows = Appointment.objects.visible_to(viewer).filter(file=file)
    return with_clash(rows).order_by("-starts_at", "id")


def appointments_between(viewer: Viewer, start: datetime, end: datetime) -> Appointments:
    """The agency's appointments that begin from start to before end, soonest first.

    `file` and `caseworker` come along; cancelled ones too, so that a calendar can take them off.
    """
    return own_appointments(viewer).filter(starts_at__gte=start, starts_at__lt=end)


def next_appointment(viewer: Viewer, file: AssistanceFile) -> Appointment | None:
    """The soonest planned one that has not ended."""
    rows = appointments_of(viewer, file).filter(state=Meeting.PLANNED, ends_at__gt=timezone.now())
    return rows.order_by("starts_at", "id").first()


def with_clash(rows: Appointments) -> Appointments:
    """Each with `clash`: whether its caseworker has another planned one at that time."""
    others = Appointment.objects.filter(
        caseworker=OuterRef("caseworker"),
        state=Meeting.PLANNED,
        starts_at__lt=OuterRef("ends_at"),
        # None lasts longer: the index need not be read from its beginning.
        starts_at__gt=OuterRef("starts_at") - Value(LONGEST),
        ends_at__gt=OuterRef("starts_at"),
    ).exclude(pk=OuterRef("pk"))
    planned = When(state=Meeting.PLANNED, then=Exists(others))
    clash = Case(planned, default=Value(False), output_field=BooleanField())
    return rows.select_related("file", "caseworker").annotate(clash=clash)


def get_appointment(viewer: Viewer, appointment: UUID) -> Appointment:
    """One appointment with its file, or NotHere."""
    viewer.require(Permission.SEE_FILES)
    get_visible(Appointment, viewer=viewer, pk=appointment)
    return with_clash(Appointment.objects.all()).get(pk=appointment)
