"""Reading a person's way through justice, and what lies ahead over all files."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from punte.core.access.door import Guarded, Viewer, get_visible
from punte.core.deadlines.door import Clock, clocks_about
from punte.protection.assistance.door import AssistanceFile
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


# The order of each list, newest first, and who comes with its rows.
ORDERS: dict[type[Guarded], tuple[tuple[str, str], str | None]] = {
    LegalAid: (("-asked_on", "id"), None),
    RightsTalk: (("-explained_on", "id"), "recorded_by"),
    ProtectiveMeasure: (("-asked_on", "id"), None),
    Hearing: (("-at", "id"), "goes"),
    StatementSession: (("-at", "id"), None),
    Claim: (("-recorded_at", "id"), None),
    ClaimStep: (("-on", "-id"), "recorded_by"),
}


def rows_of(viewer: Viewer, file: AssistanceFile, model: Any) -> QuerySet[Any]:
    """One of these lists of a file."""
    order, joined = ORDERS[model]
    rows: QuerySet[Any] = model.objects.visible_to(viewer).filter(file=file).order_by(*order)
    return rows.select_related(joined) if joined else rows


def way_of(viewer: Viewer, file: AssistanceFile) -> Way:
    """The way through justice of one file; empty for roles without the class legal."""

    def rows(model: Any) -> list[Any]:
        return list(rows_of(viewer, file, model)[:MOST])

    asks = StatementAsk.objects.visible_to(viewer).order_by("recorded_at", "id")
    sessions = rows_of(viewer, file, StatementSession).prefetch_related(Prefetch("asks", asks))
    claims, hearings = rows(Claim), rows(Hearing)
    about = [file.id, *(row.id for row in claims), *(row.id for row in hearings)]
    clocks = clocks_about(viewer, about)
    return Way(
        aid=rows(LegalAid),
        talks=rows(RightsTalk),
        measures=rows(ProtectiveMeasure),
        hearings=hearings,
        sessions=list(sessions[:MOST]),
        claims=claims,
        steps=rows(ClaimStep),
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
