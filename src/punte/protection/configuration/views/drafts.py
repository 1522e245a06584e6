"""Writing a draft: rows of a list, words of a text, the questions of a form one by one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import BaseForm, BaseFormSet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from punte.core.access.door import Permission, ViewerRequest, requires
from punte.core.errors import Conflict, Invalid, NotHere
from punte.protection.configuration import queries
from punte.protection.configuration.actions.editions import begin_draft, change_draft
from punte.protection.configuration.forms import (
    AgencyFields,
    FileField,
    FormHead,
    ItemRows,
    NewForm,
    QuestionFields,
    TextFields,
    list_content,
    rows_of,
)
from punte.protection.configuration.models import Edition
from punte.protection.configuration.registry import find_piece, own_key, title_of
from punte.protection.configuration.words import LANGUAGE_NAMES, LANGUAGES, Kind, State
from punte.protection.configuration.xlsform import MOST_BYTES


@requires(Permission.CONFIGURE)
def edit(request: ViewerRequest, edition_id: UUID) -> HttpResponse:
    """The page fits the kind of the piece."""
    row = get_draft(request, edition_id)
    pages = {Kind.LIST: _edit_list, Kind.TEXT: _edit_text, Kind.FORM: _edit_form}
    return pages[Kind(row.kind)](request, row)


def get_draft(request: ViewerRequest, edition_id: UUID) -> Edition:
    """A draft; a published version cannot be edited any more."""
    row = queries.get_edition(request.viewer, edition_id)
    if row.state != State.DRAFT:
        raise Conflict(what="change configuration draft")
    return row


def _edit_list(request: ViewerRequest, row: Edition) -> HttpResponse:
    rows = ItemRows(request.POST or None, initial=rows_of(row.content))
    faults: list[str] = []
    if request.method == "POST":
        if rows.is_valid():
            faults = save(request, row, list_content(rows))
            if not faults:
                return redirect(row.get_absolute_url())
        else:
            faults = _faults_of(rows)
    context = {
        "row": row,
        "title": title_of(row.kind, row.key),
        "rows": rows,
        "faults": faults,
        "languages": [LANGUAGE_NAMES[code] for code in LANGUAGES],
    }
    return render(request, "configuration/edit_list.html", context)


def _faults_of(rows: BaseFormSet[Any]) -> list[str]:
    told = [str(error) for error in rows.non_form_errors()]
    for number, line in enumerate(rows.forms, start=1):
        told += [
            _("Row %(number)d: %(what)s") % {"number": number, "what": error}
            for found in line.errors.values()
            for error in found
        ]
    return told


def _edit_text(request: ViewerRequest, row: Edition) -> HttpResponse:
    initial = {**TextFields.initial_of(row.content), "revision": row.revision}
    form = TextFields(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        faults = save(request, row, form.content())
        if not faults:
            return redirect(row.get_absolute_url())
        tell(form, faults)
    return _page(request, form, title_of(row.kind, row.key), row.get_absolute_url())


def _edit_form(request: ViewerRequest, row: Edition) -> HttpResponse:
    initial = {**FormHead.initial_of(row.content), "revision": row.revision}
    form = FormHead(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        faults = save(request, row, {**row.content, **form.head()})
        if not faults:
            return redirect(row.get_absolute_url())
        tell(form, faults)
    context = {
        "row": row,
        "title": title_of(row.kind, row.key, row.content),
        "form": form,
        "next": len(row.content["questions"]),
        "file_form": FileField(most=MOST_BYTES, initial={"revision": row.revision}),
    }
    return render(request, "configuration/edit_form.html", context)


@requires(Permission.CONFIGURE)
def new_form(request: ViewerRequest) -> HttpResponse:
    """A form of the office's own, still without questions."""
    form = NewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        content = {**form.head(), "questions": []}
        try:
            draft = begin_draft(
                by=request.viewer, kind=Kind.FORM, key=values["key"], content=content
            )
        except Invalid as error:
            tell(form, error.message.splitlines())
        else:
            return redirect("protection:configuration_edit", draft.id)
    return _page(request, form, _("New form"), reverse("protection:configuration"))


@requires(Permission.CONFIGURE)
def own(request: ViewerRequest, kind: str, key: str) -> HttpResponse:
    """Choose the agency whose own version of a piece is to be looked at."""
    piece = find_piece(kind, key)
    if piece is None or not piece.per_agency:
        raise NotHere(what="read configuration")
    form = AgencyFields(request.POST or None)
    if request.method == "POST" and form.is_valid():
        mine = own_key(key, form.cleaned_data["agency"].pk)
        return redirect("protection:configuration_piece", kind, mine)
    context = {
        "form": form,
        "title": piece.title,
        "lead": _("An agency's own words stand on its papers instead of these."),
        "submit": _("Go on"),
        "back_url": reverse("protection:configuration_piece", args=[kind, key]),
    }
    return render(request, "ui/form_page.html", context)


@requires(Permission.CONFIGURE)
def question(request: ViewerRequest, edition_id: UUID, at: int) -> HttpResponse:
    """One question: written, moved up, or taken out; past the last is a new one."""
    row = get_draft(request, edition_id)
    questions: list[dict[str, Any]] = list(row.content.get("questions", []))
    if row.kind != Kind.FORM or at > len(questions):
        raise NotHere(what="read question")
    there = at < len(questions)
    initial = QuestionFields.initial_of(questions[at]) if there else {}
    form = QuestionFields(request.POST or None, initial={**initial, "revision": row.revision})
    here = reverse("protection:configuration_edit", args=[row.id])
    act = request.POST.get("act", "save")
    if request.method == "POST" and (act != "save" or form.is_valid()):
        if act == "remove" and there:
            questions.pop(at)
        elif act == "up" and there and at:
            questions.insert(at - 1, questions.pop(at))
        elif act == "save":
            questions[at : at + 1] = [form.content()]
        faults = save(request, row, {**row.content, "questions": questions})
        if not faults:
            return redirect(here)
        form.full_clean()
        tell(form, faults)
    context = {"form": form, "title": _("Question"), "back_url": here, "there": there, "at": at}
    return render(request, "configuration/question.html", context)


def save(request: ViewerRequest, row: Edition, content: dict[str, Any]) -> list[str]:
    """Write the draft; the lines that say what is wrong with it, or none."""
    text = request.POST.get("revision", "")
    revision = int(text) if text.isascii() and text.isdigit() and len(text) < 9 else -1
    try:
        change_draft(by=request.viewer, edition=row.id, revision=revision, content=content)
    except Invalid as error:
        return error.message.splitlines()
    messages.success(request, _("The draft is kept."))
    return []


def tell(form: BaseForm, faults: list[str]) -> None:
    for fault in faults:
        form.add_error(None, fault)


def _page(request: ViewerRequest, form: BaseForm, title: str, back_url: str) -> HttpResponse:
    context = {"form": form, "title": title, "back_url": back_url, "submit": _("Keep the draft")}
    return render(request, "ui/form_page.html", context)
