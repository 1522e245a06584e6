"""Needs and risk: all of a file's assessments, one whole, a new one, a part of one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from punte.core.access.door import DataClass, Permission, Viewer, ViewerRequest, requires
from punte.core.errors import Invalid, NotHere, Refused
from punte.core.once import once_key_of
from punte.protection.assistance.door import (
    AssistanceFile,
    answers_shown,
    file_frame,
    get_file,
    keep_about,
    note_reading,
)
from punte.protection.configuration.door import Place, Questions
from punte.protection.plans.actions.assess import (
    add_part,
    check_classes,
    keep_assessment,
    suggestion_for,
)
from punte.protection.plans.forms.assessment import AssessmentForm, DecisionForm, NeedsForm
from punte.protection.plans.models import PARTS, Assessment
from punte.protection.plans.queries.assessments import (
    assessments_of,
    before,
    get_assessment,
    last_assessment,
    whole,
)
from punte.protection.plans.questions import QuestionSet, newest_set, set_of
from punte.protection.plans.shown_assessment import show_assessment, suggestion_in_words
from punte.ui.tables import Column, Table

TAB = "assessments"


@require_GET
@requires(Permission.SEE_FILES)
def assessments(request: ViewerRequest, file_id: UUID) -> HttpResponse:
    """The newest assessment with its change, and the list of all."""
    viewer = request.viewer
    file = get_file(viewer, file_id)
    newest = last_assessment(viewer, file)
    shown = _shown(viewer, newest) if newest else {}
    note_reading(viewer, file, "assessments", *shown.get("classes_shown", ()))
    table = Table(
        name="assessments",
        columns=[
            Column("number", _("Assessment"), link=Assessment.get_absolute_url, head=True),
            Column("made_at", _("When")),
            Column("made_by", _("By")),
            Column("risk", _("Risk"), value=lambda row: row.get_risk_display()),
        ],
        rows=assessments_of(viewer, file),
        params=request.GET,
        caption=_("All assessments"),
        count_to=1000,
    )
    context = file_frame(viewer, file, TAB, table=table, newest=newest, **shown)
    return render(request, "plans/assessments.html", context)


def _shown(viewer: Viewer, row: Assessment) -> dict[str, Any]:
    earlier = before(viewer, row)
    found = whole(viewer, [row, earlier] if earlier else [row])
    return show_assessment(found[0], found[1] if earlier else None)


@require_GET
@requires(Permission.SEE_FILES)
def assessment(request: ViewerRequest, assessment_id: UUID) -> HttpResponse:
    """One assessment, whole, beside the one before it."""
    viewer = request.viewer
    row = get_assessment(viewer, assessment_id)
    file = get_file(viewer, row.file_id)
    shown = _shown(viewer, row)
    note_reading(viewer, file, "assessment", *shown["classes_shown"])
    answers = answers_shown(viewer, [row.id])
    context = file_frame(viewer, file, TAB, newest=row, answers=answers, **shown)
    return render(request, "plans/assessment.html", context)


@requires(Permission.WORK_FILES)
def new_assessment(request: ViewerRequest, file_id: UUID) -> HttpResponseBase:
    """First the questions, then what they suggest, and the person's decision."""
    viewer = request.viewer
    file = get_file(viewer, file_id)
    data = request.POST if request.method == "POST" else None
    questions = _asked_set(request) if data else newest_set()
    form = AssessmentForm(data, questions=questions, classes=viewer.classes)
    more = Questions(Place.ASSESSMENT, viewer, data)
    if data is None or "again" in data or not (more.is_valid() & form.is_valid()):
        return _questions_page(request, file, form, more)
    once_key_of(request)
    check_classes(viewer, form.answers)
    deciding = DecisionForm(data if "decide" in data else None)
    if "decide" in data and deciding.is_valid():
        try:
            return _keep(request, file, form, deciding, more)
        except Invalid as error:
            deciding.add_error("risk_why", error.message)
    return _decision_page(request, file, form, deciding, more)


def _asked_set(request: ViewerRequest) -> QuestionSet:
    """The version that the form was drawn with, though a newer one may have come since."""
    version = request.POST.get("set_version", "")
    if not (version.isascii() and version.isdigit() and len(version) < 5):
        raise Invalid(_("This form has lost its version. Open the page again."))
    return set_of(int(version))


def _keep(
    request: ViewerRequest,
    file: AssistanceFile,
    form: AssessmentForm,
    deciding: DecisionForm,
    more: Questions,
) -> HttpResponseBase:
    viewer, key = request.viewer, once_key_of(request)
    row = keep_assessment(
        by=viewer, file=file.id, answers=form.answers, decision=deciding.decision, request_key=key
    )
    keep_about(viewer, file, more, about=row.id, request_key=key)
    messages.success(request, _("The assessment is kept."))
    return redirect(row)


def _questions_page(
    request: ViewerRequest, file: AssistanceFile, form: AssessmentForm, more: Questions
) -> HttpResponse:
    missing = [a for a in form.questions.areas if a.data_class not in request.viewer.classes]
    context = file_frame(
        request.viewer,
        file,
        TAB,
        form=form,
        missing=missing,
        more=more,
        once=request.POST.get("once", ""),
        back_url=reverse("protection:assessments", args=[file.id]),
    )
    return render(request, "plans/assess.html", context)


def _decision_page(
    request: ViewerRequest,
    file: AssistanceFile,
    form: AssessmentForm,
    deciding: DecisionForm,
    more: Questions,
) -> HttpResponse:
    kept = [
        (name, value)
        for name in (*form.fields, "set_version", "once")
        for value in request.POST.getlist(name)
    ] + more.sent()
    advice = suggestion_for(form.answers)
    context = file_frame(
        request.viewer,
        file,
        TAB,
        deciding=deciding,
        kept=kept,
        **suggestion_in_words(advice, form.questions),
    )
    return render(request, "plans/decide.html", context)


@requires(Permission.WORK_FILES)
def assessment_part(request: ViewerRequest, assessment_id: UUID, part: str) -> HttpResponseBase:
    """The part of a class of data, filled in by a role that has the class."""
    viewer = request.viewer
    if part not in PARTS:
        raise NotHere(what="part of an assessment")
    data_class = DataClass(part)
    row = get_assessment(viewer, assessment_id)
    file = get_file(viewer, row.file_id)
    if data_class not in viewer.classes:
        raise Refused(what=f"assess {data_class.value}", subject=file.person_id)
    areas = set_of(row.set_version).areas_of(data_class)
    form = NeedsForm(request.POST if request.method == "POST" else None, areas=areas)
    if request.method == "POST" and form.is_valid():
        try:
            add_part(by=viewer, assessment=row.id, data_class=data_class, needs=form.needs)
        except Invalid as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("This part is kept."))
            return redirect(row)
    context = file_frame(viewer, file, TAB, form=form, back_url=row.get_absolute_url(), part=part)
    return render(request, "plans/part.html", context)
