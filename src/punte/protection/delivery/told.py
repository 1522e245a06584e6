"""What this room tells a file: its timeline, its clocks, what is open when it is to be closed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from punte.core.access.door import Viewer
from punte.core.deadlines.door import stop_clocks
from punte.protection.assistance.door import (
    AssistanceFile,
    ClosingCheck,
    register_clocks,
    register_closing_check,
    register_next,
    register_on_open,
    register_timeline,
)
from punte.protection.delivery.actions.papers import watch
from punte.protection.delivery.models import Appointment, Note, Paper, ServiceItem
from punte.protection.delivery.queries.appointments import next_appointment
from punte.protection.delivery.queries.moments import (
    coming_appointments,
    ids_with_clocks,
    meeting_events,
    near_their_end,
    note_events,
    paper_events,
    planned_services,
    service_events,
    watched,
)


def stop_watching(by: Viewer, file: AssistanceFile) -> None:
    """When a file closes, nothing more is due about its documents."""
    for paper in watched(by, file):
        stop_clocks(by=by, about_id=paper.id)


def watch_again(by: Viewer, files: Sequence[AssistanceFile]) -> None:
    """When it opens again, their last days count again."""
    by_id = {file.id: file for file in files}
    for paper in watched(by, *files):
        watch(by, by_id[paper.file_id], paper)


def meeting_to_come(viewer: Viewer, file: AssistanceFile) -> list[dict[str, Any]]:
    """The next appointment, for the file's overview."""
    row = next_appointment(viewer, file)
    if row is None:
        return []
    words = gettext("Appointment: %(what)s") % {"what": row.what}
    return [{"text": words, "due": row.starts_at, "url": row.get_absolute_url()}]


CHECKS = (
    ClosingCheck(_("Services still planned"), planned_services),
    ClosingCheck(_("Appointments to come"), coming_appointments),
    ClosingCheck(_("Documents that expire"), near_their_end, stop_watching),
)


def tell() -> None:
    """Called once, when the program starts."""
    register_timeline(ServiceItem, service_events)
    register_timeline(Appointment, meeting_events)
    register_timeline(Note, note_events)
    register_timeline(Paper, paper_events)
    register_next(Appointment, meeting_to_come)
    register_clocks(Paper, ids_with_clocks)
    register_on_open(watch_again)
    for check in CHECKS:
        register_closing_check(check)
