"""What happened in a file, for its timeline; and what is still open, for who would close it."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from punte.core.access.door import Viewer
from punte.protection.assistance.door import AssistanceFile
from punte.protection.delivery.lists import OUTCOME, PAPER, worded
from punte.protection.delivery.models import Paper, ServiceItem
from punte.protection.delivery.models.service import DONE
from punte.protection.delivery.models.words import Meeting, Outcome
from punte.protection.delivery.queries.appointments import appointments_of
from punte.protection.delivery.queries.notes import notes_of
from punte.protection.delivery.queries.papers import papers_of
from punte.protection.delivery.queries.services import services_of
from punte.protection.delivery.rules import NEAR

LIMIT = 40
Event = dict[str, Any]


def service_events(viewer: Viewer, file: AssistanceFile) -> list[Event]:
    """At most LIMIT, as `{% timeline %}` takes them; so for the other kinds."""
    rows = services_of(viewer, file).exclude(outcome=Outcome.PLANNED).order_by("-day", "id")
    outcome = worded(OUTCOME, "outcome")
    return [service_event(row, outcome(row)) for row in rows[:LIMIT]]


def meeting_events(viewer: Viewer, file: AssistanceFile) -> list[Event]:
    return [
        {
            "when": row.starts_at,
            "title": _("Appointment: %(what)s") % {"what": row.what},
            "text": row.get_state_display(),
            "url": row.get_absolute_url(),
        }
        for row in appointments_of(viewer, file).exclude(state=Meeting.PLANNED)[:LIMIT]
    ]


def note_events(viewer: Viewer, file: AssistanceFile) -> list[Event]:
    return [
        {
            "when": row.written_at,
            "title": _("Note written"),
            "text": row.get_held_class_display(),
            "who": row.written_by.name,
        }
        for row in notes_of(viewer, file)[:LIMIT]
    ]


def paper_events(viewer: Viewer, file: AssistanceFile) -> list[Event]:
    kind = worded(PAPER, "kind")
    return [
        {
            "when": row.kept_at,
            "title": _("Document kept"),
            "text": kind(row),
            "who": row.kept_by.name,
            "url": row.get_absolute_url(),
        }
        for row in papers_of(viewer, file)[:LIMIT]
    ]


def service_event(row: ServiceItem, outcome: str) -> Event:
    noon = timezone.make_aware(datetime.combine(row.day, time(12)))
    return {
        "when": noon,
        "title": row.get_kind_display(),
        "text": outcome,
        "tone": "ok" if row.outcome in DONE else "",
        "who": row.by_whom,
        "url": row.get_absolute_url(),
    }


def planned_services(viewer: Viewer, file: AssistanceFile) -> int:
    """How many services are still planned."""
    return services_of(viewer, file).filter(outcome=Outcome.PLANNED).count()


def coming_appointments(viewer: Viewer, file: AssistanceFile) -> int:
    """How many planned appointments have not ended."""
    coming = appointments_of(viewer, file).filter(state=Meeting.PLANNED)
    return coming.filter(ends_at__gt=timezone.now()).count()


def watched(viewer: Viewer, *files: AssistanceFile) -> QuerySet[Paper]:
    """Documents of these files whose last day is watched over."""
    rows = papers_of(viewer, *files)
    return rows.filter(laid_by_at=None, expires_on__isnull=False)


def near_their_end(viewer: Viewer, file: AssistanceFile) -> int:
    """How many documents have expired or soon will."""
    return watched(viewer, file).filter(expires_on__lte=timezone.localdate() + NEAR).count()


def ids_with_clocks(viewer: Viewer, file: AssistanceFile) -> list[UUID]:
    """What clocks of this file may be about, in this room."""
    return list(watched(viewer, file).values_list("id", flat=True))
