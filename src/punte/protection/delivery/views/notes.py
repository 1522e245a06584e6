"""Notes of a file: written, read, corrected."""

from __future__ import annotations

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from punte.core.access.door import DataClass, Permission, ViewerRequest, requires
from punte.core.once import once_key_of
from punte.protection.assistance.door import act_page, ask_at, get_file, note_reading, opened
from punte.protection.configuration.door import Place
from punte.protection.delivery.actions.notes import correct_note, write_note
from punte.protection.delivery.forms.notes import NewNote, NoteFilter, NoteText
from punte.protection.delivery.queries.notes import get_note, notes_of, read, unsealed, versions_of
from punte.protection.delivery.views.frame import show

PAGE = 20


@require_GET
@requires(Permission.SEE_FILES)
def notes(request: ViewerRequest, file_id: UUID) -> HttpResponse:
    """The newest version of every note, newest first."""
    file = opened(request.viewer, file_id, "notes")
    form = NoteFilter(request.GET, viewer=request.viewer)
    rows = notes_of(request.viewer, file, form.chosen())
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "notes": read(request.viewer, list(page)), "form": form}
    return show(request, "notes", file, "notes", **context)


@requires(Permission.WORK_FILES)
def new_note(request: ViewerRequest, file_id: UUID) -> HttpResponseBase:
    """Write one."""
    file = get_file(request.viewer, file_id)
    return act_page(
        request,
        NewNote(request.POST or None, viewer=request.viewer),
        act=lambda values: write_note(
            by=request.viewer,
            file=file.id,
            text=values["text"],
            data_class=DataClass(values["data_class"]),
            request_key=once_key_of(request),
        ),
        asked=ask_at(request, Place.NOTE, file),
        back=reverse("protection:notes", args=[file.id]),
        title=_("New note"),
        lead=str(file),
        done=_("The note is kept. It is never changed; it can be corrected."),
    )


@require_GET
@requires(Permission.SEE_FILES)
def note(request: ViewerRequest, note_id: UUID) -> HttpResponse:
    """A note with all that it corrects."""
    row = get_note(request.viewer, note_id)
    note_reading(request.viewer, row.file, "notes")
    found = read(request.viewer, versions_of(request.viewer, row))
    return show(request, "note", row.file, "notes", notes=found)


@requires(Permission.WORK_FILES)
def correction(request: ViewerRequest, note_id: UUID) -> HttpResponseBase:
    """Write what it should have said."""
    row = get_note(request.viewer, note_id)
    if request.method == "GET":
        note_reading(request.viewer, row.file, "notes")
    form = NoteText(request.POST or None, initial={"text": unsealed([row])[0].text})
    return act_page(
        request,
        form,
        act=lambda values: correct_note(
            by=request.viewer,
            note=row.id,
            text=values["text"],
            request_key=once_key_of(request),
        ),
        back=reverse("protection:notes", args=[row.file_id]),
        title=_("Correct a note"),
        lead=_("What stood there before stays readable under the correction."),
        done=_("The correction is kept."),
    )
