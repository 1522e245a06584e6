"""The transcript of a recording: written, certified, checked, printed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from punte.core.access.door import Permission, ViewerRequest, get_visible, requires
from punte.core.errors import Conflict, Invalid
from punte.core.once import once_key_of
from punte.investigation.cases.door import case_frame, opened
from punte.investigation.recordings.actions.listening import enter
from punte.investigation.recordings.actions.transcribing import (
    LANGUAGES,
    Segment,
    ask_program,
    certify,
    check,
    save_transcript,
)
from punte.investigation.recordings.models import Recording, Transcript
from punte.investigation.recordings.printing import (
    facts_of,
    lines_of,
    standing,
    transcript_text,
)
from punte.investigation.recordings.queries import get_recording, newest_transcript, playable
from punte.investigation.recordings.rules import clock_text, read_clock
from punte.investigation.recordings.shown import player, plays
from punte.investigation.recordings.words import language_words

NAMES = ("speaker", "text", "translation", "left_out")
SPARE = 3


@plays
@require_http_methods(["GET", "POST"])
@requires(Permission.LISTEN)
def transcript(request: ViewerRequest, case_id: UUID, recording_id: UUID) -> HttpResponse:
    """Write what is said, segment by segment; saving makes the next version."""
    viewer = request.viewer
    recording = playable(get_recording(viewer, case_id, recording_id))
    if request.method == "POST":
        try:
            save_transcript(
                by=viewer, case_id=case_id, recording_id=recording_id,
                language=request.POST.get("language", ""),
                translated_to=request.POST.get("translated_to", ""),
                segments=_sent(request), after=_number(request.POST.get("after", "")),
                request_key=once_key_of(request),
            )  # fmt: skip
        except (Invalid, Conflict) as error:
            return _page(request, recording, error=error.message, status=error.status)
        messages.success(request, _("The transcript is kept as a new version."))
        return redirect("investigation:transcript", case_id=case_id, recording_id=recording_id)
    return _page(request, recording)


def _page(
    request: ViewerRequest, recording: Recording, error: str = "", status: int = 200
) -> HttpResponse:
    viewer = request.viewer
    case = opened(viewer, recording.case_id, "transcript")
    newest = newest_transcript(viewer, recording)
    typed = error != ""
    rows = _typed(request) if typed else _rows(newest)
    versions = Transcript.objects.visible_to(viewer).filter(recording=recording)
    context = case_frame(
        viewer, case, "recordings", recording=recording, newest=newest, rows=rows,
        player=player(viewer, recording), error=error,
        standing=standing(newest) if newest else "", languages=_languages(),
        versions=list(versions.select_related("by")), program=bool(settings.SPEECH_MODEL),
        language=request.POST.get("language") or (newest.language if newest else "ro"),
        translated_to=request.POST.get("translated_to")
        or (newest.translated_to if newest else ""),
        after=request.POST.get("after") if typed else (newest.version if newest else 0),
        may_check=bool(newest and newest.certified_by_id
                       and newest.certified_by_id != viewer.account_id),
    )  # fmt: skip
    context["breadcrumbs"] += [{"label": str(recording), "url": recording.get_absolute_url()}]
    return render(request, "recordings/transcript.html", context, status=status)


def _languages() -> list[tuple[str, str]]:
    return [(code, language_words(code)) for code in LANGUAGES]


def _rows(newest: Transcript | None) -> list[dict[str, Any]]:
    held = newest.segments if newest else []
    rows = [
        one | {"start": clock_text(one["start"]), "end": clock_text(one["end"])} for one in held
    ]
    return rows + [{} for _unused in range(SPARE)]


def _typed(request: ViewerRequest) -> list[dict[str, Any]]:
    """What was sent, as it was typed."""
    names = ("start", "end", *NAMES)
    columns = [request.POST.getlist(name) for name in names]
    return [dict(zip(names, one, strict=True)) for one in zip(*columns, strict=False)]


def _sent(request: ViewerRequest) -> list[Segment]:
    found = []
    for row in _typed(request):
        if not any(value.strip() for value in row.values()):
            continue
        start, end = read_clock(row["start"]), read_clock(row["end"])
        if start is None or end is None:
            raise Invalid(
                _("“%(text)s” is no time in a recording. Write it like 01:23.4.")
                % {"text": (row["start"] if start is None else row["end"])[:40]}
            )
        found.append(Segment(start, end, *(row[name].strip() for name in NAMES)))
    return sorted(found, key=lambda one: (one.start, one.end))


def _number(text: str) -> int:
    if not text.isdecimal() or len(text) > 6:
        raise Invalid(_("This form has lost its key. Open the page again."))
    return int(text)


@require_POST
@requires(Permission.LISTEN)
def certified(
    request: ViewerRequest, case_id: UUID, recording_id: UUID, version: int
) -> HttpResponse:
    """One certifies by name what one wrote down."""
    certify(by=request.viewer, case_id=case_id, recording_id=recording_id, version=version)
    messages.success(request, _("The transcript is certified in your name."))
    return redirect("investigation:transcript", case_id=case_id, recording_id=recording_id)


@require_POST
@requires(Permission.LISTEN)
def checked(
    request: ViewerRequest, case_id: UUID, recording_id: UUID, version: int
) -> HttpResponse:
    """A second person compared it with the sound."""
    check(by=request.viewer, case_id=case_id, recording_id=recording_id, version=version)
    messages.success(request, _("The check is kept in your name."))
    return redirect("investigation:transcript", case_id=case_id, recording_id=recording_id)


@require_POST
@requires(Permission.LISTEN)
def program(request: ViewerRequest, case_id: UUID, recording_id: UUID) -> HttpResponse:
    """Let the agency's program write it down."""
    ask_program(
        by=request.viewer, case_id=case_id, recording_id=recording_id,
        language=request.POST.get("language", ""),
    )  # fmt: skip
    messages.success(request, _("The program is asked. Its text comes as a version, unverified."))
    return redirect("investigation:transcript", case_id=case_id, recording_id=recording_id)


def _taken_out(
    request: ViewerRequest, case_id: UUID, recording_id: UUID, version: int, form: str
) -> tuple[Recording, Transcript]:
    viewer = request.viewer
    viewer.require(Permission.LISTEN)
    recording = playable(get_recording(viewer, case_id, recording_id))
    row = get_visible(Transcript, viewer=viewer, recording=recording, version=version)
    enter("recording.export", viewer, recording, version=version, form=form)
    return recording, row


@require_GET
@requires(Permission.EXPORT_DATA)
def text(request: ViewerRequest, case_id: UUID, recording_id: UUID, version: int) -> HttpResponse:
    """A version as plain text."""
    recording, row = _taken_out(request, case_id, recording_id, version, "text")
    return _download(
        transcript_text(recording, row).encode(), "text/plain; charset=utf-8",
        f"{recording}-v{version}.txt",
    )  # fmt: skip


@require_GET
@requires(Permission.EXPORT_DATA)
def pdf(request: ViewerRequest, case_id: UUID, recording_id: UUID, version: int) -> HttpResponse:
    """A version on paper."""
    from punte.investigation.recordings.paper import drawn

    recording, row = _taken_out(request, case_id, recording_id, version, "pdf")
    body = drawn(facts_of(recording, row), lines_of(recording, row))
    return _download(body, "application/pdf", f"{recording}-v{version}.pdf")


def _download(body: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(
        body, content_type=kind,
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Cache-Control": "private, no-store",
        },
    )  # fmt: skip
