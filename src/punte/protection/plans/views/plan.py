"""The plan of a file: one page for the whole day. Each act answers htmx with the plan anew, and
a plain form by leading back to the page.
"""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from punte.core.access.door import Permission, ViewerRequest, requires
from punte.core.errors import Invalid, NotHere
from punte.core.once import once_key_of
from punte.protection.assistance.door import (
    AssistanceFile,
    answers_shown,
    file_frame,
    get_file,
    note_reading,
)
from punte.protection.plans.actions.plan import (
    Outcome,
    add_goal,
    add_step,
    edit_item,
    move_item,
    settle,
)
from punte.protection.plans.forms.plan import GoalForm, StepForm, edit_form
from punte.protection.plans.models.words import Kind
from punte.protection.plans.plan_fields import FIELDS
from punte.protection.plans.queries.plans import current_plan, get_item, history_of, show_plan

TAB = "plan"


def number_in(request: ViewerRequest, name: str) -> int:
    """A whole number of a form's hidden field; Invalid when it is none."""
    text = request.POST.get(name, "")
    if not (text.isascii() and text.isdigit() and len(text) < 9):
        raise Invalid(_("This form does not belong to the plan. Open the page again."))
    return int(text)


def _everything(request: ViewerRequest) -> bool:
    return (request.POST if request.method == "POST" else request.GET).get("show") == "all"


def plan_context(request: ViewerRequest, file: AssistanceFile, **more: Any) -> dict[str, Any]:
    """What the page and its part under htmx show."""
    viewer, everything = request.viewer, _everything(request)
    shown = show_plan(viewer, file, everything=everything)
    return file_frame(
        viewer,
        file,
        TAB,
        shown=shown,
        answers=answers_shown(viewer, [shown.agreement.id]) if shown.agreement else [],
        everything=everything,
        **{
            "goal_form": GoalForm(viewer=viewer),
            "step_form": StepForm(viewer=viewer, auto_id=False),
            **more,
        },
    )


def answer(
    request: ViewerRequest, file: AssistanceFile, said: str = "", **more: Any
) -> HttpResponseBase:
    """The plan anew, with a word on what happened."""
    if request.headers.get("HX-Request"):
        page = render(request, "plans/plan_body.html", plan_context(request, file, **more))
        if said:
            page["HX-Trigger"] = json.dumps({"toast": {"text": said}})
        return page
    if more:
        return render(request, "plans/plan.html", plan_context(request, file, **more))
    if said:
        messages.success(request, said)
    query = "?show=all" if _everything(request) else ""
    return redirect(reverse("protection:plan", args=[file.id]) + query)


@require_GET
@requires(Permission.SEE_FILES)
def plan(request: ViewerRequest, file_id: UUID) -> HttpResponse:
    """Goals and steps: those to do, or all with `?show=all`."""
    file = get_file(request.viewer, file_id)
    note_reading(request.viewer, file, "plan")
    return render(request, "plans/plan.html", plan_context(request, file))


@require_POST
@requires(Permission.WORK_FILES)
def new_goal(request: ViewerRequest, file_id: UUID) -> HttpResponseBase:
    """A goal, from the line at the end of the plan."""
    file = get_file(request.viewer, file_id)
    form = GoalForm(request.POST, viewer=request.viewer)
    if not form.is_valid():
        return answer(request, file, goal_form=form)
    key = once_key_of(request)
    add_goal(by=request.viewer, file=file.id, values=form.cleaned_data, request_key=key)
    return answer(request, file, _("The goal is in the plan."))


@require_POST
@requires(Permission.WORK_FILES)
def new_step(request: ViewerRequest, goal_id: UUID) -> HttpResponseBase:
    """A step, from the line under its goal."""
    goal = get_item(request.viewer, Kind.GOAL, goal_id)
    file = get_file(request.viewer, goal.file_id)
    form = StepForm(request.POST, viewer=request.viewer, auto_id=False)
    if not form.is_valid():
        return answer(request, file, bad_step=form, bad_goal=goal.id)
    key = once_key_of(request)
    add_step(by=request.viewer, goal=goal.id, values=form.cleaned_data, request_key=key)
    return answer(request, file, _("The step is in the plan."))


def _kind(kind: str) -> str:
    if kind not in FIELDS:
        raise NotHere(what="part of a plan")
    return kind


@requires(Permission.WORK_FILES)
def edit(request: ViewerRequest, kind: str, item_id: UUID) -> HttpResponseBase:
    """Change a goal or step: in its place under htmx, else on a page of its own."""
    viewer = request.viewer
    row = get_item(viewer, _kind(kind), item_id)
    file = get_file(viewer, row.file_id)
    form = edit_form(kind, row, viewer, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            came = edit_item(
                by=viewer,
                kind=kind,
                item=row.id,
                values=form.cleaned_data,
                version=number_in(request, "version"),
            )
        except Invalid as error:
            form.add_error(None, error.message)
        else:
            return answer(request, file, outcome_words(kind, came))
    return _edit_page(request, file, form, kind, row.id)


def _edit_page(
    request: ViewerRequest, file: AssistanceFile, form: forms.Form, kind: str, item: UUID
) -> HttpResponse:
    # A form that comes back with errors still knows what its author had read.
    known = current_plan(request.viewer, file)
    version = request.POST.get("version") or (known.version if known else 0)
    in_place = bool(request.headers.get("HX-Request"))
    context = file_frame(
        request.viewer,
        file,
        TAB,
        form=form,
        kind=kind,
        item=item,
        version=version,
        everything=_everything(request),
        in_place=in_place,
        back_url=reverse("protection:plan", args=[file.id]),
    )
    page = render(request, "plans/edit_form.html" if in_place else "plans/edit.html", context)
    if in_place and request.method == "POST":
        page["HX-Retarget"] = f"#{kind}-{item}"
        page["HX-Reswap"] = "innerHTML"
    return page


def outcome_words(kind: str, came: Outcome) -> str:
    """What to tell the author of an edit."""
    if came.changed and came.disputed:
        fields = ", ".join(str(FIELDS[kind][field].label) for field in came.disputed)
        return _("Somebody else changed this too: %(fields)s. Both are kept; choose one.") % {
            "fields": fields
        }
    if came.changed and came.joined:
        return _("Somebody else changed other fields meanwhile. Both edits stand.")
    return _("Changed.") if came.changed else _("Nothing was changed.")


@require_POST
@requires(Permission.WORK_FILES)
def mark(request: ViewerRequest, kind: str, item_id: UUID) -> HttpResponseBase:
    """Tick a step or goal, or take the tick away: the form names the new state."""
    row = get_item(request.viewer, _kind(kind), item_id)
    came = edit_item(
        by=request.viewer,
        kind=kind,
        item=row.id,
        values={"state": request.POST.get("state", "")},
        version=number_in(request, "version"),
    )
    file = get_file(request.viewer, row.file_id)
    return answer(request, file, outcome_words(kind, came))


@require_POST
@requires(Permission.WORK_FILES)
def move(request: ViewerRequest, kind: str, item_id: UUID) -> HttpResponseBase:
    """One place up or down."""
    row = get_item(request.viewer, _kind(kind), item_id)
    move_item(
        by=request.viewer,
        kind=kind,
        item=row.id,
        up=request.POST.get("way") == "up",
        seen_at=number_in(request, "position"),
    )
    return answer(request, get_file(request.viewer, row.file_id))


@require_POST
@requires(Permission.WORK_FILES)
def settle_field(request: ViewerRequest, kind: str, item_id: UUID) -> HttpResponseBase:
    """Keep mine, keep theirs, or write anew."""
    row = get_item(request.viewer, _kind(kind), item_id)
    settle(
        by=request.viewer,
        kind=kind,
        item=row.id,
        field=request.POST.get("field", ""),
        value=request.POST.get("value", ""),
        version=number_in(request, "version"),
    )
    file = get_file(request.viewer, row.file_id)
    return answer(request, file, _("Settled. The other value stays in the history."))


@require_GET
@requires(Permission.SEE_FILES)
def history(request: ViewerRequest, kind: str, item_id: UUID) -> HttpResponse:
    """Every change of every field of a goal or step."""
    viewer = request.viewer
    row = get_item(viewer, _kind(kind), item_id)
    file = get_file(viewer, row.file_id)
    note_reading(viewer, file, "plan")
    context = file_frame(viewer, file, TAB, row=row, told=history_of(viewer, kind, row.id))
    return render(request, "plans/history.html", context)
