"""What the way through justice brings to a file's timeline, table by table, and its clocks."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.utils.translation import gettext as _

from punte.core.access.door import Guarded, Viewer
from punte.protection.assistance.door import AssistanceFile, register_clocks, register_timeline
from punte.protection.justice.instruments import measure_named
from punte.protection.justice.models import (
    Claim,
    ClaimStep,
    Hearing,
    LegalAid,
    ProtectiveMeasure,
    RightsTalk,
    StatementSession,
)
from punte.protection.justice.queries.ahead import claims_under_way, hearings_ahead
from punte.protection.justice.queries.way import MOST, Way, rows_of

Event = dict[str, Any]
# Of each table: the title, the text and who did it.
TOLD: dict[type[Guarded], Callable[[Any], tuple[str, str, Any]]] = {
    RightsTalk: lambda r: (_("Rights explained"), r.get_understood_display(), r.recorded_by),
    LegalAid: lambda r: (_("Legal aid"), r.get_state_display(), None),
    ProtectiveMeasure: lambda r: (
        str(measure_named(r.kind).label),
        r.get_state_display(),
        None,
    ),
    Hearing: lambda r: (
        _("Court date: %(kind)s") % {"kind": r.get_kind_display()},
        r.get_state_display(),
        None,
    ),
    StatementSession: lambda r: (_("Statement"), r.get_state_display(), None),
    Claim: lambda r: (_("Claim prepared"), r.get_kind_display(), None),
    ClaimStep: lambda r: (
        _("Claim: %(step)s") % {"step": r.get_to_state_display()},
        r.words,
        r.recorded_by,
    ),
}


def event_of(row: Guarded) -> Event:
    """As `{% timeline %}` takes it."""
    title, text, who = TOLD[type(row)](row)
    when = row.recorded_at  # type: ignore[attr-defined]
    return {"when": when, "title": title, "text": text, "who": who.name if who else ""}


def events_of(way: Way) -> list[Event]:
    """What happened on the way, newest first."""
    rows = (way.talks, way.aid, way.measures, way.hearings, way.sessions, way.claims, way.steps)
    events = [event_of(row) for some in rows for row in some]
    return sorted(events, key=lambda event: event["when"], reverse=True)


def tell() -> None:
    """Called once, when the program starts."""
    for table in TOLD:

        def source(
            viewer: Viewer, file: AssistanceFile, table: type[Guarded] = table
        ) -> Iterable[Event]:
            return map(event_of, rows_of(viewer, file, table)[:MOST])

        register_timeline(table, source)
    register_clocks(Hearing, lambda v, file: hearings_ahead(v, file).values_list("pk", flat=True))
    register_clocks(Claim, lambda v, file: claims_under_way(v, file).values_list("pk", flat=True))
