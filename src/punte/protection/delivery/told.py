"""What this room tells a file: its timeline, its clocks, what is open when it is to be closed."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from punte.core.access.door import Viewer
from punte.core.deadlines.door import stop_clocks
from punte.protection.assistance.door import (
    AssistanceFile,
    ClosingCheck,
    register_clocks,
    register_closing_check,
    register_on_open,
    register_timeline,
)
from punte.protection.delivery.actions.papers import watch
from punte.protection.delivery.queries.moments import (
    coming_appointments,
    events_of,
    ids_with_clocks,
    near_their_end,
    planned_services,
    watched,
)


def stop_watching(by: Viewer, file: AssistanceFile) -> None:
    """When a file closes, nothing more is due about its documents."""
    for paper in watched(by, file):
        stop_clocks(by=by, about_id=paper.id)


def watch_again(by: Viewer, file: AssistanceFile) -> None:
    """When it opens again, their last days count again."""
    for paper in watched(by, file):
        watch(by, file, paper)


CHECKS = (
    ClosingCheck(_("Services still planned"), planned_services),
    ClosingCheck(_("Appointments to come"), coming_appointments),
    ClosingCheck(_("Documents that expire"), near_their_end, stop_watching),
)


def tell() -> None:
    """Called once, when the program starts."""
    register_timeline(events_of)
    register_clocks(ids_with_clocks)
    register_on_open(watch_again)
    for check in CHECKS:
        register_closing_check(check)
