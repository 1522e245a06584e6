"""The caseload: files of one's agency, narrowed by filters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from punte.core.access.door import Viewer
from punte.core.agencies.door import Account, Desk, Membership
from punte.core.database.lists import counts_up_to, first_of_each
from punte.core.deadlines.door import Clock, clocks_about
from punte.protection.assistance.door import AssistanceFile, own_files
from punte.protection.persons.door import Person
from punte.protection.plans.door import Plan

NOBODY = "none"


@dataclass(frozen=True)
class Wanted:
    """What a filter asks for; empty values ask for nothing. state: empty means open files.

    caseworker: an account's id or NOBODY. untouched: for at least so many days.
    """

    state: str = ""
    risk: str = ""
    age_band: str = ""
    caseworker: str = ""
    mine: bool = False
    unplanned: bool = False
    overdue: bool = False
    untouched: int | None = None
    language: str = ""
    district: str = ""


def caseload(viewer: Viewer, wanted: Wanted) -> QuerySet[AssistanceFile]:
    """The files of one's agency that a filter asks for."""
    rows = own_files(viewer)
    if wanted.state != "all":
        rows = rows.filter(state=wanted.state or AssistanceFile.State.OPEN)
    for name in ("risk", "age_band", "language"):
        if value := getattr(wanted, name):
            rows = rows.filter(**{name: "" if value == NOBODY else value})
    if wanted.mine:
        rows = rows.filter(caseworker=viewer.account_id)
    if wanted.caseworker:
        who = None if wanted.caseworker == NOBODY else int(wanted.caseworker)
        rows = rows.filter(caseworker=who)
    return further(viewer, rows, wanted)


def further(
    viewer: Viewer, rows: QuerySet[AssistanceFile], wanted: Wanted
) -> QuerySet[AssistanceFile]:
    """What other rooms know of the files."""
    if wanted.unplanned:
        rows = rows.filter(~Exists(Plan.objects.filter(file=OuterRef("pk"))))
    if wanted.overdue:
        rows = rows.filter(late(viewer))
    if wanted.untouched:
        rows = rows.filter(changed_at__lt=timezone.now() - timedelta(days=wanted.untouched))
    if wanted.district:
        # Only of persons whom the viewer may see; for the others the county is not known here.
        here = Person.objects.visible_to(viewer).filter(district=wanted.district)
        rows = rows.filter(person__in=here.values("pk"))
    return rows


def begin(rows: QuerySet[AssistanceFile], most: int) -> QuerySet[AssistanceFile]:
    """The last changed first, open and closed ones each by their index."""
    states = AssistanceFile.State.values
    return first_of_each(rows, "state", states, order=["-changed_at", "id"], most=most)[:most]


def late(viewer: Viewer) -> Q:
    """Files of persons about whom a clock of somebody in the agency is late."""
    return Q(person__in=late_clocks(viewer).values("record"))


def clocks_here(viewer: Viewer) -> QuerySet[Clock]:
    """Open clocks on which somebody in the agency must act."""
    return Clock.objects.visible_to(viewer).filter(
        responsible__in=responsible_here(viewer), met_at=None, stopped_at=None
    )


def late_clocks(viewer: Viewer) -> QuerySet[Clock]:
    """Clocks about persons that somebody in the agency has let run out."""
    return clocks_here(viewer).filter(
        paused_at=None, due_at__lt=timezone.now(), record__isnull=False
    )


def responsible_here(viewer: Viewer) -> list[int]:
    """The numbers of the agency, its desks and its people, as clocks name who must act."""
    people = Account.objects.filter(
        memberships__agency=viewer.agency_id, memberships__state=Membership.State.ACTIVE
    )
    desks = Desk.objects.filter(agency=viewer.agency_id)
    found = people.values_list("audience").union(desks.values_list("audience"))
    return [viewer.agency_audience, *(number for (number,) in found)]


def next_clocks(viewer: Viewer, files: Sequence[AssistanceFile]) -> dict[UUID, Clock]:
    """The soonest open clock about each of these files, in one query."""
    found = clocks_about(viewer, [file.id for file in files])
    return {key: clocks[0] for key, clocks in found.items()}


TABS = (
    Wanted(),
    Wanted(mine=True),
    Wanted(caseworker=NOBODY),
    Wanted(risk="high"),
    Wanted(overdue=True),
)


def tab_counts(viewer: Viewer, most: int = 1000) -> list[int | None]:
    """How many files each of TABS has, counted no further than `most` + 1.

    None for the overdue ones where more than `most` clocks are late: to look through them all
    would take longer than the page.
    """
    *plain, _overdue = TABS
    counts = counts_up_to([caseload(viewer, wanted) for wanted in plain], most)
    records = list(late_clocks(viewer).values_list("record", flat=True)[: most + 1])
    if len(records) > most:
        return [*counts, None]
    return [*counts, caseload(viewer, Wanted()).filter(person__in=records).count()]
