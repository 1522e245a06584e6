"""What the player asks for: the waveform, the sound in pieces, who heard what, marks."""

from __future__ import annotations

import json
import re
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from punte.algorithms.audio import AudioError, Played
from punte.core.access.door import Permission, ViewerRequest, requires
from punte.core.errors import Conflict, Invalid, NotHere
from punte.core.files.door import visible_files
from punte.investigation.recordings.actions.listening import (
    begin_listening,
    get_listening,
    note_heard,
)
from punte.investigation.recordings.actions.marking import add_mark, withdraw_mark
from punte.investigation.recordings.analysing import sound_of
from punte.investigation.recordings.models import Analysis, Recording
from punte.investigation.recordings.queries import get_recording, playable
from punte.investigation.recordings.rules import Stretch
from punte.investigation.recordings.words import WHY, Progress

PIECE = 1 << 20
PATIENCE = 20  # seconds that a piece may take to decode
RANGE = re.compile(r"bytes=(\d{1,15})-(\d{0,15})")
PRIVATE = {"Cache-Control": "private, no-store", "X-Content-Type-Options": "nosniff"}


@require_GET
@requires(Permission.LISTEN)
def waveform(request: ViewerRequest, case_id: UUID, recording_id: UUID) -> HttpResponse:
    """Peaks as bytes: a head of 24 bytes, then each channel's minima and maxima."""
    recording = playable(get_recording(request.viewer, case_id, recording_id))
    found = _looked_through(recording)
    return HttpResponse(
        bytes(found.peaks or b""), content_type="application/octet-stream", headers=PRIVATE
    )


def _looked_through(recording: Recording) -> Analysis:
    found = Analysis.objects.filter(recording=recording, state=Progress.DONE).first()
    if found is None:
        raise Conflict(_("The worker has not looked through this recording yet."))
    return found


@require_POST
@requires(Permission.LISTEN)
def listen(request: ViewerRequest, case_id: UUID, recording_id: UUID) -> JsonResponse:
    """Somebody presses play for the first time on a page."""
    told = _told(request)
    row = begin_listening(
        by=request.viewer, case_id=case_id, recording_id=recording_id,
        request_key=_key(told),
    )  # fmt: skip
    where = [case_id, recording_id, row.pk]
    return JsonResponse(
        {
            "sound": reverse("investigation:recording_sound", args=where),
            "heard": reverse("investigation:recording_heard", args=where),
            "reports": row.reports,
        },
        headers=PRIVATE,
    )


@require_GET
@requires(Permission.LISTEN)
def play(
    request: ViewerRequest, case_id: UUID, recording_id: UUID, listening_id: UUID
) -> HttpResponse:
    """The sound as plain WAV, the piece that was asked for and at most a megabyte of it."""
    viewer = request.viewer
    recording = playable(get_recording(viewer, case_id, recording_id))
    get_listening(viewer, recording, listening_id)
    kept = visible_files(viewer).filter(pk=recording.stored).first()
    if kept is None:
        raise NotHere(what="play a recording", subject=case_id)
    side = {"left": 0, "right": 1}.get(request.GET.get("side", ""))
    try:
        sound = sound_of(recording, kept, PATIENCE)
        played = Played(sound, _looked_through(recording).frames, side)
        start, end = _range(request, played.size)
        if start >= played.size:
            answer = HttpResponse(status=416, headers=PRIVATE)
            answer["Content-Range"] = f"bytes */{played.size}"
            return answer
        body = played.read(start, end)
    except AudioError as error:
        raise Invalid(str(WHY[error.reason])) from error
    answer = HttpResponse(body, status=206, content_type="audio/wav", headers=PRIVATE)
    answer["Accept-Ranges"] = "bytes"
    answer["Content-Range"] = f"bytes {start}-{start + len(body) - 1}/{played.size}"
    return answer


def _range(request: HttpRequest, size: int) -> tuple[int, int]:
    found = RANGE.fullmatch(request.headers.get("Range", ""))
    start = int(found[1]) if found else 0
    end = int(found[2]) + 1 if found and found[2] else size
    return start, max(start + 1, min(end, start + PIECE, size))


@require_POST
@requires(Permission.LISTEN)
def heard(
    request: ViewerRequest, case_id: UUID, recording_id: UUID, listening_id: UUID
) -> JsonResponse:
    """A report of the player: what was played since the last one."""
    told = _told(request)
    try:
        number = int(told["number"])
        stretches = [Stretch(*map(float, one)) for one in told["stretches"]]
    except (KeyError, ValueError, TypeError, OverflowError) as error:
        raise Invalid(_("The player sent what is no report.")) from error
    row = note_heard(
        by=request.viewer, case_id=case_id, recording_id=recording_id,
        listening_id=listening_id, number=number, stretches=stretches,
    )  # fmt: skip
    return JsonResponse({"reports": row.reports, "seconds": round(row.seconds, 1)})


@require_POST
@requires(Permission.LISTEN)
def mark(request: ViewerRequest, case_id: UUID, recording_id: UUID) -> JsonResponse:
    """A note at a moment."""
    told = _told(request)
    try:
        place = float(told.get("place", -1))
    except (TypeError, ValueError) as error:
        raise Invalid(_("The recording has no such moment.")) from error
    made = add_mark(
        by=request.viewer, case_id=case_id, recording_id=recording_id, place=place,
        text=str(told.get("text", "")), request_key=_key(told),
    )  # fmt: skip
    where = [case_id, recording_id, made.pk]
    withdraw = reverse("investigation:recording_unmark", args=where)
    return JsonResponse({"place": made.place, "text": made.text, "withdraw": withdraw})


@require_POST
@requires(Permission.LISTEN)
def unmark(
    request: ViewerRequest, case_id: UUID, recording_id: UUID, mark_id: UUID
) -> JsonResponse:
    """A mark of one's own is taken back."""
    withdraw_mark(by=request.viewer, case_id=case_id, recording_id=recording_id, mark_id=mark_id)
    return JsonResponse({})


def _told(request: HttpRequest) -> dict[str, Any]:
    try:
        told = json.loads(request.body)
    except ValueError as error:
        raise Invalid(_("The player sent what is no report.")) from error
    if not isinstance(told, dict):
        raise Invalid(_("The player sent what is no report."))
    return told


def _key(told: dict[str, Any]) -> UUID:
    try:
        return UUID(str(told.get("once", "")))
    except ValueError as error:
        raise Invalid(_("This form has lost its key. Open the page again.")) from error
