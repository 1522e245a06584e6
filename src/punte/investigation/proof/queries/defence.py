"""Reading the list for the defence, and what is missing on it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format

from punte.core.access.door import Permission, Viewer, get_visible
from punte.investigation.cases.door import Case
from punte.investigation.evidence.door import exhibits_of
from punte.investigation.proof.models import Serving, Thing
from punte.investigation.proof.words import Decision, ThingKind
from punte.investigation.recordings.door import Recording, recordings_of
from punte.investigation.subjects.door import sources_of

MOST = 500


@dataclass(frozen=True)
class Missing:
    """An exhibit or source that is not on the list."""

    kind: ThingKind
    ref: UUID
    title: str
    audiences: list[int]


def things_on(viewer: Viewer, case: Case) -> QuerySet[Thing]:
    """What stands on the list: what is not decided first, then by kind and title."""
    viewer.require(Permission.SEE_CASES)
    rows = Thing.objects.visible_to(viewer).filter(case=case).select_related("decided_by")
    return rows.order_by("sensitive", "decision", "kind", "title", "pk")


def missing_of(viewer: Viewer, case: Case) -> list[Missing]:
    """Exhibits and sources of the case that are not on the list, as far as the viewer sees."""
    known = set(Thing.objects.visible_to(viewer).filter(case=case).values_list("ref", flat=True))
    exhibits = [
        Missing(ThingKind.EXHIBIT, row.pk, str(row), case.audiences)
        for row in exhibits_of(viewer, case)
    ]
    sources = [
        Missing(ThingKind.SOURCE, row.pk, row.title, row.audiences)
        for row in sources_of(viewer, case)
    ]
    return [one for one in (*exhibits, *sources) if one.ref not in known]


def unlisted_recordings(viewer: Viewer, case: Case) -> list[Recording]:
    """The recordings of the case that are not on the list by themselves, by their numbers."""
    listed = Thing.objects.visible_to(viewer).filter(case=case, ref__isnull=False)
    rows = recordings_of(viewer, case).exclude(pk__in=listed.values("ref"))
    return list(rows.order_by("number")[:MOST])


def recording_title(row: Recording) -> str:
    """How the list calls a recording: its number and time, and not its file's name."""
    return f"{row} · {moment(row.start)}" if row.start else str(row)


def moment(at: datetime) -> str:
    return date_format(timezone.localtime(at), "DATETIME_FORMAT")


def get_thing(viewer: Viewer, case: Case, pk: UUID) -> Thing:
    return get_visible(Thing, viewer=viewer, case=case, pk=pk)


def servings_of(viewer: Viewer, case: Case) -> list[Serving]:
    """When the list was served, the newest first; each with those things that the viewer sees."""
    rows = Serving.objects.visible_to(viewer).filter(case=case).select_related("by")
    found = list(rows.order_by("-on", "-at", "pk"))
    every = {key for row in found for key in row.things}
    seen = set(Thing.objects.visible_to(viewer).filter(pk__in=every).values_list("pk", flat=True))
    for row in found:
        row.things = [key for key in row.things if key in seen]
    return [row for row in found if row.things]


def shown_things(viewer: Viewer, case: Case) -> QuerySet[Thing]:
    return things_on(viewer, case).filter(decision=Decision.DISCLOSE)
