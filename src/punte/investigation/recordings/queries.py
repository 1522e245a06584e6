"""What may be read of recordings: from what the viewer may see."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Count, F, QuerySet, Sum
from django.utils.translation import gettext as _

from punte.core.access.door import Permission, Viewer, get_visible
from punte.core.errors import Conflict
from punte.investigation.cases.door import Case
from punte.investigation.recordings.models import Heard, Intake, Listening, Recording, Transcript
from punte.investigation.recordings.words import IntakeState, Progress, Standing


def recordings_of(viewer: Viewer, case: Case, params: Any = None) -> QuerySet[Recording]:
    """The recordings of a case, those nobody has heard first, filtered by what a page asks."""
    viewer.require(Permission.SEE_CASES)
    rows = Recording.objects.visible_to(viewer).filter(case=case)
    show = (params or {}).get("show", "")
    if show == "unheard":
        rows = rows.filter(heard=0, state=Standing.OPEN)
    elif show == "sealed":
        rows = rows.exclude(state=Standing.OPEN)
    elif show == "speech":
        rows = rows.exclude(analysis__regions=[]).filter(analysis__state=Progress.DONE)
    elif show == "transcribed":
        rows = rows.filter(transcripts__isnull=False).distinct()
    return rows.select_related("analysis").order_by("heard", F("start").asc(nulls_last=True), "id")


def counts_of(viewer: Viewer, case: Case) -> dict[str, Any]:
    """How many there are, how long, and how many nobody has heard or are not looked through."""
    rows = recordings_of(viewer, case).order_by()
    found = rows.aggregate(all=Count("id"), seconds=Sum("seconds"), heard=Sum("heard"))
    found["unheard"] = rows.filter(heard=0, state=Standing.OPEN).count()
    found["sealed"] = rows.exclude(state=Standing.OPEN).count()
    found["waiting"] = rows.filter(analysis__state=Progress.WAITING).count()
    return found


def get_recording(
    viewer: Viewer, case_id: UUID, recording_id: UUID, *, lock: bool = False
) -> Recording:
    """One recording of a case, or NotHere."""
    viewer.require(Permission.SEE_CASES)
    return get_visible(Recording, viewer=viewer, lock=lock, case=case_id, pk=recording_id)


def order_of(case_id: UUID, stored: UUID) -> UUID | None:
    """The authorisation under which the recording of a case came that a kept file is."""
    rows = Recording.objects.filter(case=case_id, stored=stored, authorisation__isnull=False)
    return rows.values_list("authorisation", flat=True).first()


def playable(recording: Recording) -> Recording:
    """The recording, unless it is sealed or gone: then Conflict."""
    if recording.state == Standing.GONE:
        raise Conflict(_("This recording was destroyed by order."), what="open a recording")
    if recording.state != Standing.OPEN:
        raise Conflict(
            _("This recording is sealed. Only the prosecutor decides on it."),
            what="open a sealed recording",
        )
    return recording


def listenings_of(viewer: Viewer, recording: Recording) -> QuerySet[Listening]:
    """Who listened, newest first, with the stretches."""
    viewer.require(Permission.SEE_CASES)
    rows = Listening.objects.visible_to(viewer).filter(recording=recording)
    return rows.select_related("account").prefetch_related("stretches").order_by("-began_at")


def own_heard(viewer: Viewer, recording: Recording) -> list[tuple[float, float]]:
    """The stretches that the viewer has heard."""
    rows = Heard.objects.visible_to(viewer).filter(
        recording=recording, listening__account=viewer.account_id
    )
    return list(rows.values_list("start", "end"))


def newest_transcript(viewer: Viewer, recording: Recording) -> Transcript | None:
    """The newest version of what is said."""
    return (
        Transcript.objects.visible_to(viewer)
        .filter(recording=recording)
        .select_related("by")
        .order_by("-version")
        .first()
    )


def waiting_intakes(viewer: Viewer, case: Case) -> QuerySet[Intake]:
    """Folders that the viewer looked at and has not decided on."""
    return Intake.objects.visible_to(viewer).filter(
        case=case, by=viewer.account_id, state=IntakeState.PLANNED
    )
