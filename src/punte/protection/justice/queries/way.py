"""Reading a person's way through justice, and what lies ahead over all files."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from punte.core.access.door import DataClass, Viewer, get_visible
from punte.core.deadlines.door import Clock, clocks_about
from punte.protection.assistance.door import AssistanceFile
from punte.protection.justice.instruments import measure_named
from punte.protection.justice.models import (
    Claim,
    ClaimStep,
    Hearing,
    LegalAid,
    ProtectiveMeasure,
    RightsTalk,
    StatementAsk,
    StatementSession,
)
from punte.protection.justice.models.claim import OPEN
from punte.protection.justice.models.words import HearingState, SessionState

MOST = 50


@dataclass(frozen=True)
class Way:
    """Everything the tab shows; of each list the newest fifty."""

    aid: list[LegalAid]
    talks: list[RightsTalk]
    measures: list[ProtectiveMeasure]
    hearings: list[Hearing]
    sessions: list[StatementSession]
    claims: list[Claim]
    steps: list[ClaimStep]
    clocks: list[Clock]

    @property
    def standing(self) -> list[StatementSession]:
        """Sessions in which the story is told or will be."""
        return [row for row in self.sessions if row.state != SessionState.CANCELLED]


def way_of(viewer: Viewer, file: AssistanceFile) -> Way:
    """The way through justice of one file; empty for roles without the class legal."""

    def rows(model: Any, *order: str) -> Any:
        return model.objects.visible_to(viewer).filter(file=file).order_by(*order)

    asks = StatementAsk.objects.visible_to(viewer).order_by("recorded_at", "id")
    sessions = rows(StatementSession, "-at", "id").prefetch_related(Prefetch("asks", asks))
    claims = list(rows(Claim, "-recorded_at", "id")[:MOST])
    hearings = list(rows(Hearing, "-at", "id").select_related("goes")[:MOST])
    about = [file.id, *(row.id for row in claims), *(row.id for row in hearings)]
    clocks = clocks_about(viewer, about)
    return Way(
        aid=list(rows(LegalAid, "-asked_on", "id")[:MOST]),
        talks=list(rows(RightsTalk, "-explained_on", "id").select_related("recorded_by")[:MOST]),
        measures=list(rows(ProtectiveMeasure, "-asked_on", "id")[:MOST]),
        hearings=hearings,
        sessions=list(sessions[:MOST]),
        claims=claims,
        steps=list(rows(ClaimStep, "-on", "-id").select_related("recorded_by")[:MOST]),
        clocks=[c for row in clocks.values() for c in row if c.measure.startswith("justice.")],
    )


def get_claim(viewer: Viewer, claim: UUID) -> Claim:
    """One claim, or NotHere."""
    return get_visible(Claim, viewer=viewer, pk=claim)


def steps_of(viewer: Viewer, claim: Claim) -> list[ClaimStep]:
    """The moves of a claim, newest first."""
    rows = ClaimStep.objects.visible_to(viewer).filter(claim=claim)
    return list(rows.select_related("recorded_by").order_by("-on", "-id"))


def hearings_between(viewer: Viewer, start: datetime, end: datetime) -> QuerySet[Hearing]:
    """Court dates of the viewer's agency that lie ahead or were held, from start until before
    end, by hour; each with its file and who goes. For calendars.
    """
    return (
        Hearing.objects.visible_to(viewer)
        .filter(owner=viewer.agency_audience, at__gte=start, at__lt=end)
        .exclude(state=HearingState.CANCELLED)
        .select_related("file", "goes")
        .order_by("at", "id")
    )


def sessions_between(viewer: Viewer, start: datetime, end: datetime) -> QuerySet[StatementSession]:
    """Statement sessions in the same way."""
    return (
        StatementSession.objects.visible_to(viewer)
        .filter(owner=viewer.agency_audience, at__gte=start, at__lt=end)
        .exclude(state=SessionState.CANCELLED)
        .select_related("file")
        .order_by("at", "id")
    )


def open_claims(viewer: Viewer) -> QuerySet[Claim]:
    """Claims of the viewer's agency that are not at their end, the latest moved first."""
    return (
        Claim.objects.visible_to(viewer)
        .filter(owner=viewer.agency_audience, state__in=[state.value for state in OPEN])
        .select_related("file")
        .order_by("-changed_at", "id")
    )


def justice_events(viewer: Viewer, file: AssistanceFile) -> list[dict[str, Any]]:
    """What happened on the way, for a timeline, newest first."""
    if DataClass.LEGAL not in viewer.classes:
        return []
    return events_of(way_of(viewer, file))


def events_of(way: Way) -> list[dict[str, Any]]:
    events = [
        *[_event(r.recorded_at, _("Rights explained"), r.get_understood_display(), r.recorded_by)
          for r in way.talks],
        *[_event(r.recorded_at, _("Legal aid"), r.get_state_display()) for r in way.aid],
        *[_event(r.recorded_at, measure_named(r.kind).label, r.get_state_display())
          for r in way.measures],
        *[_event(r.recorded_at, _("Court date: %(kind)s") % {"kind": r.get_kind_display()},
                 r.get_state_display()) for r in way.hearings],
        *[_event(r.recorded_at, _("Statement"), r.get_state_display()) for r in way.sessions],
        *[_event(r.recorded_at, _("Claim prepared"), r.get_kind_display()) for r in way.claims],
        *[_event(r.recorded_at, _("Claim: %(step)s") % {"step": r.get_to_state_display()},
                 r.words, r.recorded_by) for r in way.steps],
    ]  # fmt: skip
    return sorted(events, key=lambda event: event["when"], reverse=True)


def _event(when: datetime, title: str, text: str, who: Any = None) -> dict[str, Any]:
    return {"when": when, "title": title, "text": text, "who": who.name if who else ""}
