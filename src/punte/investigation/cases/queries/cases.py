"""Reading cases: every read begins with what the viewer may see."""

from __future__ import annotations

from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from punte.core.access.door import Permission, Viewer, get_visible
from punte.core.agencies.door import Jurisdiction
from punte.investigation.cases.models import Case, CaseEvent, CaseOffence, Offence
from punte.investigation.cases.words import EventKind, Stage


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


def zone_of(case: Case) -> ZoneInfo:
    """The time zone of the case's country: of moments that are written without one."""
    zones = Jurisdiction.objects.values_list("time_zone", flat=True)
    return ZoneInfo(zones.get(pk=case.jurisdiction))


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


def followed_from(viewer: Viewer, case: Case) -> Stage | None:
    """The stage from which the case came to its present one by following its course; None where
    somebody took it there.
    """
    last = events_of(viewer, case).filter(kind__in=[EventKind.STAGE, EventKind.FOLLOWED]).first()
    if last is None or last.kind != EventKind.FOLLOWED:
        return None
    before, _space, after = last.code.partition(" ")
    return Stage(before) if after == case.stage else None
