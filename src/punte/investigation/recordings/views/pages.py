"""The recordings of a case, one recording, who listened to it, sealing it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from punte.core.access.door import Permission, ViewerRequest, requires
from punte.investigation.cases.door import case_frame, get_case, opened
from punte.investigation.recordings.actions.copying import copies_of
from punte.investigation.recordings.actions.sealing import seal_recording
from punte.investigation.recordings.forms import SealForm
from punte.investigation.recordings.models import Mark, Recording
from punte.investigation.recordings.queries import (
    counts_of,
    get_recording,
    listenings_of,
    newest_transcript,
    own_heard,
    recordings_of,
    waiting_intakes,
)
from punte.investigation.recordings.rules import clock_text, length_of, union
from punte.investigation.recordings.shown import facts_shown, player, plays
from punte.ui.acts import act_page
from punte.ui.tables import Column, Table


@require_GET
@requires(Permission.SEE_CASES)
def recordings(request: ViewerRequest, case_id: UUID) -> HttpResponse:
    """All recordings of a case, those that nobody has heard first."""
    viewer = request.viewer
    case = opened(viewer, case_id, "recordings")
    table = Table(
        name="recordings",
        columns=[
            Column("number", _("Recording"), value=str, head=True,
                   link=lambda row: row.get_absolute_url()),
            Column("name", _("File")),
            Column("start", _("When"), template="recordings/cells/when.html"),
            Column("length", _("Length"), value=lambda row: clock_text(row.seconds or 0)),
            Column("speech", _("Speech"), value=_speech),
            Column("heard", _("Heard"), value=_heard),
            Column("state", _("State"), template="recordings/cells/state.html"),
        ],
        rows=recordings_of(viewer, case, request.GET),
        params=request.GET,
        caption=_("Recordings"),
        empty_title=_("No recording here"),
        empty_text=_("Bring a recorder's folder in; each file is looked at before it is taken."),
    )  # fmt: skip
    counts = counts_of(viewer, case)
    may_import = viewer.may(Permission.IMPORT_DATA) and viewer.may(Permission.LISTEN)
    context = case_frame(
        viewer, case, "recordings", table=table, counts=counts,
        waiting=waiting_intakes(viewer, case), may_bring=case.open and may_import,
        length=clock_text(counts["seconds"] or 0), heard=clock_text(counts["heard"] or 0),
        shown=_filters(request.GET.get("show", "")),
    )  # fmt: skip
    return render(request, "recordings/list.html", context)


def _filters(chosen: str) -> list[dict[str, Any]]:
    words = [
        ("", _("All")), ("unheard", _("Nobody heard")), ("speech", _("With speech")),
        ("transcribed", _("Written down")), ("sealed", _("Sealed")),
    ]  # fmt: skip
    return [{"key": key, "label": label, "current": key == chosen} for key, label in words]


def _speech(row: Recording) -> str:
    found = getattr(row, "analysis", None)
    return clock_text(found.speech_seconds) if found and found.done_at else ""


def _heard(row: Recording) -> str:
    return f"{min(1.0, row.heard / row.seconds):.0%}" if row.seconds else ""


@plays
@require_GET
@requires(Permission.SEE_CASES)
def recording(request: ViewerRequest, case_id: UUID, recording_id: UUID) -> HttpResponse:
    """One recording: what it is, and the player for those who may listen."""
    viewer = request.viewer
    row = get_recording(viewer, case_id, recording_id)
    case = opened(viewer, case_id, "recording")
    may_listen = viewer.may(Permission.LISTEN) and row.playable
    marks = Mark.objects.visible_to(viewer).filter(recording=row, withdrawn_at=None)
    context = case_frame(
        viewer, case, "recordings", recording=row, facts=facts_shown(row),
        player=player(viewer, row) if may_listen else None,
        marks=list(marks.select_related("by")) if may_listen else [],
        transcript=newest_transcript(viewer, row) if may_listen else None,
        heard=[(clock_text(a), clock_text(b)) for a, b in union(own_heard(viewer, row))],
        may_write=may_listen and case.open,
        copies=copies_of(viewer, case, row) if may_listen else [],
        may_copy=may_listen and case.open and row.exhibit is not None
        and viewer.may(Permission.KEEP_EVIDENCE),
    )  # fmt: skip
    context["breadcrumbs"] += _crumbs(case_id)
    return render(request, "recordings/recording.html", context)


def _crumbs(case_id: UUID) -> list[dict[str, str]]:
    return [{"label": _("Recordings"), "url": reverse("investigation:recordings", args=[case_id])}]


@require_GET
@requires(Permission.SEE_CASES)
def listens(request: ViewerRequest, case_id: UUID, recording_id: UUID) -> HttpResponse:
    """Who listened to a recording: when, and to which stretches of it."""
    viewer = request.viewer
    row = get_recording(viewer, case_id, recording_id)
    case = opened(viewer, case_id, "recording")
    lines = [
        {
            "row": one,
            "seconds": clock_text(one.seconds),
            "alone": clock_text(length_of((s.start, s.end) for s in one.stretches.all())),
            "parts": ", ".join(
                f"{clock_text(a)}–{clock_text(b)}"
                for a, b in union((s.start, s.end) for s in one.stretches.all())
            ),
        }
        for one in listenings_of(viewer, row)[:500]
    ]
    context = case_frame(viewer, case, "recordings", recording=row, lines=lines)
    context["breadcrumbs"] += _crumbs(case_id)
    return render(request, "recordings/listens.html", context)


@requires(Permission.LISTEN)
def seal(request: ViewerRequest, case_id: UUID, recording_id: UUID) -> HttpResponseBase:
    """Stop and seal: talk with a lawyer, a doctor or clergy."""
    viewer = request.viewer
    row = get_recording(viewer, case_id, recording_id)
    get_case(viewer, case_id)
    return act_page(
        request,
        SealForm(request.POST or None),
        act=lambda values: seal_recording(
            by=viewer, case_id=case_id, recording_id=recording_id, **values
        ),
        back=reverse("investigation:recordings", args=[case_id]),
        title=_("Stop and seal this recording"),
        done=_("The recording is sealed. The prosecutor is told and decides."),
        lead=_("Nobody can play it from now on, you included. What was written down is hidden."),
        submit=_("Seal %(recording)s") % {"recording": row},
        danger=True,
    )
