"""Reading exhibits: every read begins with what the viewer may see."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from punte.core.access.door import Permission, Viewer, get_visible
from punte.investigation.cases.door import Case
from punte.investigation.evidence.models import Custody, Exhibit
from punte.investigation.evidence.words import State
from punte.investigation.subjects.door import Named


@dataclass(frozen=True)
class Wanted:
    """What a list of exhibits asks for; empty values ask for nothing."""

    q: str = ""
    category: str = ""
    state: str = ""
    mine: bool = False


def exhibits_of(viewer: Viewer, case: Case, wanted: Wanted | None = None) -> QuerySet[Exhibit]:
    """The exhibits of a case, by number, with how many files each has (`file_count`).

    Raises Refused without the permission to see cases.
    """
    viewer.require(Permission.SEE_CASES)
    rows = Exhibit.objects.visible_to(viewer).filter(case=case)
    for condition in _conditions(viewer, wanted or Wanted()):
        rows = rows.filter(condition)
    return rows.annotate(file_count=Count("files")).order_by("year", "serial")


def _conditions(viewer: Viewer, wanted: Wanted) -> list[Q]:
    found = []
    if wanted.q:
        text = wanted.q
        found.append(
            Q(number__icontains=text) | Q(what__icontains=text) | Q(seal__iexact=text)
            | Q(found_place__icontains=text) | Q(description__icontains=text)
        )  # fmt: skip
    if wanted.category:
        found.append(Q(category=wanted.category))
    if wanted.state:
        found.append(Q(state=wanted.state))
    if wanted.mine:
        found.append(Q(holder=f"person:{viewer.account_id}"))
    return found


def named(viewer: Viewer, case: Case, keys: Collection[UUID] | None) -> list[Named]:
    """The exhibits of a case in words, all or those of these keys: for the room of subjects."""
    rows = exhibits_of(viewer, case)
    rows = rows if keys is None else rows.filter(pk__in=keys)
    return [Named(row.pk, str(row), row.get_absolute_url()) for row in rows]


def how_many(viewer: Viewer, case: Case) -> int:
    """How many exhibits a case has that the viewer may see."""
    return Exhibit.objects.visible_to(viewer).filter(case=case).count()


def get_exhibit(viewer: Viewer, case: Case, exhibit_id: UUID, *, lock: bool = False) -> Exhibit:
    """One exhibit of a case, or NotHere."""
    viewer.require(Permission.SEE_CASES)
    return get_visible(Exhibit, viewer=viewer, lock=lock, case=case, pk=exhibit_id)


def chain_of(viewer: Viewer, exhibit: Exhibit) -> QuerySet[Custody]:
    """The steps of an exhibit's chain that the viewer may see, in order."""
    return Custody.objects.visible_to(viewer).filter(exhibit=exhibit).order_by("number")


def waiting_for(viewer: Viewer) -> QuerySet[Exhibit]:
    """Exhibits that were handed over to the viewer, or to whom they act for, and wait for it."""
    keys = [f"person:{viewer.account_id}", f"agency:{viewer.agency_id}"]
    at_store = Q(offered__startswith="store:", offered_audience__in=viewer.audiences)
    mine = Q(offered__in=keys) | at_store
    rows = Exhibit.objects.visible_to(viewer).filter(mine, state=State.OFFERED)
    return rows.exclude(offered_by=viewer.account_id).order_by("number", "pk")


def begun(viewer: Viewer) -> QuerySet[Exhibit]:
    """Exhibits whose destruction one person began and a second one is to confirm."""
    rows = Exhibit.objects.visible_to(viewer).filter(state=State.DESTROY, begun_by__isnull=False)
    return rows.exclude(begun_by=viewer.account_id).order_by("number", "pk")


def held_by(viewer: Viewer, key: str) -> QuerySet[Exhibit]:
    """What a holder has now, of what the viewer may see, by shelf and number."""
    rows = Exhibit.objects.visible_to(viewer).filter(holder=key)
    ended = (State.RETURNED, State.DESTROYED)
    return rows.exclude(state__in=ended).order_by("shelf", "number", "pk")
