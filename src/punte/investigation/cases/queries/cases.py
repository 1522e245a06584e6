"""Reading cases: every read begins with what the viewer may see."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from punte.core.access.door import Permission, Viewer, get_visible
from punte.investigation.cases.models import Case, CaseEvent, CaseOffence, Offence
from punte.investigation.cases.words import Stage


@dataclass(frozen=True)
class Wanted:
    """What a list of cases asks for; empty values ask for nothing."""

    q: str = ""
    stage: str = ""
    origin: str = ""
    open: bool = False
    mine: bool = False


def own_cases(viewer: Viewer) -> QuerySet[Case]:
    """The cases whose team the viewer belongs to, the last changed first.

    Raises Refused without the permission to see cases.
    """
    viewer.require(Permission.SEE_CASES)
    return (
        Case.objects.visible_to(viewer)
        .select_related("lead", "agency")
        .order_by("-changed_at", "-id")
    )


def cases_like(viewer: Viewer, wanted: Wanted) -> QuerySet[Case]:
    """Of the viewer's cases, those that fit."""
    rows = own_cases(viewer)
    if wanted.q:
        rows = rows.filter(_named(wanted.q))
    if wanted.stage:
        rows = rows.filter(stage=wanted.stage)
    if wanted.origin:
        rows = rows.filter(origin=wanted.origin)
    if wanted.open:
        rows = rows.exclude(stage=Stage.CLOSED)
    if wanted.mine:
        rows = rows.filter(lead=viewer.account_id)
    return rows


def _named(text: str) -> Q:
    """By name, court's number or the agency's own number, such as 2026-0042."""
    year, _dash, serial = text.partition("-")
    found = Q(name__icontains=text) | Q(court_number__icontains=text)
    if year.isdecimal() and serial.isdecimal() and len(year) == 4 and len(serial) < 7:
        found |= Q(year=int(year), serial=int(serial))
    return found


def get_case(viewer: Viewer, case_id: UUID, *, lock: bool = False) -> Case:
    """One case, or NotHere. `lock` holds it still for an action.

    Raises Refused without the permission to see cases.
    """
    viewer.require(Permission.SEE_CASES)
    return get_visible(Case, viewer=viewer, lock=lock, pk=case_id)


def offences_of(viewer: Viewer, case: Case) -> QuerySet[CaseOffence]:
    """The offences that a case is about now."""
    return (
        CaseOffence.objects.visible_to(viewer)
        .filter(case=case, ended_at=None)
        .select_related("offence")
        .order_by("offence__article", "pk")
    )


def offences_in_force(jurisdiction: str) -> QuerySet[Offence]:
    """The newest wording of each offence of a country that is still in force."""
    newest = Offence.objects.filter(jurisdiction=jurisdiction).order_by("key", "-since", "-pk")
    return Offence.objects.filter(pk__in=newest.distinct("key").values("pk"), until=None).order_by(
        "-trafficking", "article"
    )


def events_of(viewer: Viewer, case: Case) -> QuerySet[CaseEvent]:
    """What happened to the case itself, the newest first."""
    return (
        CaseEvent.objects.visible_to(viewer)
        .filter(case=case)
        .select_related("by")
        .order_by("-at", "-id")
    )
