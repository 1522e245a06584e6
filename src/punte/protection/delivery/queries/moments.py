"""What happened in a file, for its timeline; and what is still open, for who would close it."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from punte.core.access.door import Viewer
from punte.protection.assistance.door import AssistanceFile
from punte.protection.delivery.models import ServiceItem
from punte.protection.delivery.models.service import DONE
from punte.protection.delivery.models.words import Meeting, Outcome
from punte.protection.delivery.queries.appointments import appointments_of
from punte.protection.delivery.queries.notes import notes_of
from punte.protection.delivery.queries.papers import papers_of
from punte.protection.delivery.queries.services import services_of

LIMIT = 40
Event = dict[str, Any]


def events_of(viewer: Viewer, file: AssistanceFile) -> list[Event]:
    """At most LIMIT of each kind, as `{% timeline %}` takes them; one query for each kind."""
    services = services_of(viewer, file).exclude(outcome=Outcome.PLANNED).order_by("-day", "id")
    meetings = appointments_of(viewer, file).exclude(state=Meeting.PLANNED)
    papers = papers_of(viewer, file)
    return [
        *(service_event(row) for row in services[:LIMIT]),
        *(
            {
                "when": row.starts_at,
                "title": _("Appointment: %(what)s") % {"what": row.what},
                "text": row.get_state_display(),
                "url": row.get_absolute_url(),
            }
            for row in meetings[:LIMIT]
        ),
        *(
            {
                "when": row.written_at,
                "title": _("Note written"),
                "text": row.get_held_class_display(),
                "who": row.written_by.name,
            }
            for row in notes_of(viewer, file)[:LIMIT]
        ),
        *(
            {
                "when": row.kept_at,
                "title": _("Document kept"),
                "text": row.get_kind_display(),
                "who": row.kept_by.name,
                "url": row.get_absolute_url(),
            }
            for row in papers[:LIMIT]
        ),
    ]


def service_event(row: ServiceItem) -> Event:
    noon = timezone.make_aware(datetime.combine(row.day, time(12)))
    return {
        "when": noon,
        "title": row.get_kind_display(),
        "text": row.get_outcome_display(),
        "tone": "ok" if row.outcome in DONE else "",
        "who": row.by_whom,
        "url": row.get_absolute_url(),
    }


def still_open(viewer: Viewer, file: AssistanceFile) -> list[str]:
    """Sentences on what is still planned: whoever closes the file should look at it first."""
    services = services_of(viewer, file).filter(outcome=Outcome.PLANNED).count()
    now = timezone.now()
    meetings = appointments_of(viewer, file).filter(state=Meeting.PLANNED, ends_at__gt=now).count()
    found = []
    if services:
        found.append(
            ngettext(
                "%(count)d service is still planned.",
                "%(count)d services are still planned.",
                services,
            )
            % {"count": services}
        )
    if meetings:
        found.append(
            ngettext(
                "%(count)d appointment is still to come.",
                "%(count)d appointments are still to come.",
                meetings,
            )
            % {"count": meetings}
        )
    return found
