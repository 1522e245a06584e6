"""Printing: empty forms, filled forms, a file's summary, and the person's own copy."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from punte.core.access.door import Permission, Viewer, ViewerRequest, requires
from punte.core.agencies.door import ask_again, recently_authenticated
from punte.core.errors import NotHere, Refused
from punte.core.ledger.door import record
from punte.core.vault.door import open_identity
from punte.protection.assistance.door import file_frame, get_file, note_reading
from punte.protection.configuration.door import find_piece, get_edition
from punte.protection.persons.door import Person, get_person
from punte.protection.persons.door import note_reading as note_person_reading
from punte.protection.printing.catalogue import forms, get_form
from punte.protection.printing.content.pieces import PrintedForm, Values
from punte.protection.printing.drawing import draw_form
from punte.protection.printing.forms import OwnCopyForm
from punte.protection.printing.own_copy import own_copy
from punte.protection.printing.summary import file_summary
from punte.protection.printing.values import of_file, of_person
from punte.protection.printing.words import PREVIEW, code_of, sheet_of
from punte.protection.referral.door import FIELDS, identity_kinds

KINDS = identity_kinds(FIELDS)
OF_PERSONS = ("screening", "consent", "decision", "referral")
OF_FILES = ("needs", "plan", "exit")


def as_pdf(content: bytes, name: str) -> HttpResponse:
    """Shown in the browser, kept by nobody."""
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    response["Cache-Control"] = "no-store"
    return response


def language_of(request: ViewerRequest) -> str:
    """The language asked for; the reader's own otherwise."""
    asked = request.GET.get("language", "")
    return asked if asked in dict(settings.LANGUAGES) else get_language() or "en"


def drawn(request: ViewerRequest, form: PrintedForm, values: Values | None = None) -> bytes:
    """The form in the language asked for, with the office's words in force."""
    language = language_of(request)
    return draw_form(form, language, sheet_of(request.viewer, language, form.code), values)


@require_GET
@requires(Permission.SIGNED_IN)
def printed_forms(request: ViewerRequest) -> HttpResponse:
    """All forms, to be filled by hand, in each language."""
    context = {"forms": list(forms().values()), "languages": settings.LANGUAGES}
    return render(request, "printing/forms.html", context)


@require_GET
@requires(Permission.SIGNED_IN)
def empty_form(request: ViewerRequest, key: str) -> HttpResponse:
    """One form without values. It holds nothing of anybody."""
    form, language = get_form(key), language_of(request)
    return as_pdf(drawn(request, form), f"{form.code}-{form.key}-{language}")


@require_GET
@requires(Permission.CONFIGURE)
def preview(request: ViewerRequest, edition_id: UUID) -> HttpResponse:
    """A version of an office's words on an empty form, before it is published or after."""
    row, language = get_edition(request.viewer, edition_id), language_of(request)
    if (piece := find_piece(row.kind, row.key)) is None or piece.preview != PREVIEW:
        raise NotHere(what="preview words")
    form = next(form for form in forms().values() if form.code == code_of(row.key))
    sheet = sheet_of(request.viewer, language, form.code, instead=row)
    return as_pdf(draw_form(form, language, sheet), f"{row.key}-{row.version}-{language}")


@require_GET
@requires(Permission.SEE_PERSONS)
def person_form(request: ViewerRequest, person_id: UUID, key: str) -> HttpResponse:
    """A form filled with what is known of a person; no identity."""
    viewer, form = request.viewer, get_form(key)
    person = get_person(viewer, person_id)
    note_person_reading(viewer, person, form.code, action="person.print")
    values = of_person(viewer, person, key)
    return as_pdf(drawn(request, form, values), f"{form.code}-{person}")


def may_copy(viewer: Viewer, person_id: UUID) -> bool:
    """The agency that answers for the person hands out the copy, by those who may see the name."""
    held = Person.objects.visible_to(viewer).filter(pk=person_id, owner=viewer.agency_audience)
    return viewer.may(Permission.OPEN_IDENTITY) and held.exists()


@require_GET
@requires(Permission.SEE_FILES)
def file_papers(request: ViewerRequest, file_id: UUID) -> HttpResponse:
    """What can be printed of a file."""
    file = get_file(request.viewer, file_id)
    of_both = [f for f in forms().values() if f.key.startswith((*OF_PERSONS, *OF_FILES))]
    context = file_frame(
        request.viewer,
        file,
        "print",
        forms=of_both,
        languages=settings.LANGUAGES,
        of_files=OF_FILES,
        may_copy=may_copy(request.viewer, file.person_id),
    )
    return render(request, "printing/file.html", context)


@require_GET
@requires(Permission.SEE_FILES)
def file_form(request: ViewerRequest, file_id: UUID, key: str) -> HttpResponse:
    """A form filled from a file."""
    viewer, form = request.viewer, get_form(key)
    file = get_file(viewer, file_id)
    note_reading(viewer, file, form.code, action="file.print")
    values = of_file(viewer, file, key)
    return as_pdf(drawn(request, form, values), f"{form.code}-{file}")


@require_GET
@requires(Permission.SEE_FILES)
def summary(request: ViewerRequest, file_id: UUID) -> HttpResponse:
    """The whole file on paper, under its pseudonym."""
    viewer = request.viewer
    file = get_file(viewer, file_id)
    note_reading(viewer, file, "summary", action="file.print")
    return as_pdf(file_summary(viewer, file, language_of(request)), str(file))


@never_cache
@require_http_methods(["GET", "POST"])
@requires(Permission.OPEN_IDENTITY)
def copy_for_person(request: ViewerRequest, person_id: UUID) -> HttpResponseBase:
    """The person's own copy, with the name, after a recent sign-in and with a reason."""
    viewer = request.viewer
    person = get_person(viewer, person_id)
    if person.owner != viewer.agency_audience:
        raise Refused(what="person.own_copy", subject=person.id)
    if not recently_authenticated(request):
        return ask_again(request, back=request.path)
    form = OwnCopyForm(request.POST or None, initial={"language": person.language})
    if request.method == "POST" and form.is_valid():
        opened = open_identity(
            by=viewer, subject=person.id, kinds=KINDS, reason=form.cleaned_data["reason"]
        )
        record(
            action="person.own_copy", by=viewer, subject=person.id, owners=[person.owner],
            detail={"language": form.cleaned_data["language"]},
        )  # fmt: skip
        values = {str(kind.label): texts for kind, texts in opened.items()}
        return as_pdf(own_copy(viewer, person, values, form.cleaned_data["language"]), "copy")
    context = {
        "form": form,
        "title": _("The person's own copy"),
        "lead": _("What is held and who has seen it, in the person's language, to hand over."),
        "submit": _("Make the copy"),
        "back_url": person.get_absolute_url(),
    }
    return render(request, "ui/form_page.html", context)
