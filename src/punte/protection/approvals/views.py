"""What waits for a second person: the list, and one request."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from punte.core.access.door import Permission, Viewer, ViewerRequest, requires
from punte.core.errors import Invalid
from punte.protection.approvals.actions import decide_approval, withdraw_approval
from punte.protection.approvals.acts import find_act
from punte.protection.approvals.approvers import Approvers, approvers
from punte.protection.approvals.forms import AnswerForm
from punte.protection.approvals.models import Approval
from punte.protection.approvals.queries import (
    approvals_of,
    get_approval,
    may_answer,
    to_approve,
)
from punte.ui.tables import Column, Saved, Table


def table_columns() -> list[Column]:
    return [
        Column(
            "act",
            _("Act"),
            value="act_name",
            head=True,
            link=Approval.get_absolute_url,
        ),
        Column("person", _("Person"), value=str),
        Column("by", _("Asked by"), value="asked_by.name"),
        Column("asked", _("Asked"), value="asked_at", sort="asked_at"),
        Column("state", _("State"), value=lambda row: row.get_state_display()),
    ]


@require_GET
@requires(Permission.SEE_FILES)
def approvals(request: ViewerRequest) -> HttpResponse:
    """What waits for one's answer, what one asked for, and what was decided."""
    viewer = request.viewer
    view = request.GET.get("view", "")
    rows = {
        "mine": approvals_of(viewer).filter(asked_by=viewer.account_id),
        "all": approvals_of(viewer),
    }.get(view, to_approve(viewer))
    table = Table(
        name="approvals",
        columns=table_columns(),
        rows=rows,
        params=request.GET,
        caption=_("To approve"),
        default_sort="-asked",
        count_to=1000,
        saved=[
            Saved(_("Waits for me"), ""),
            Saved(_("Asked by me"), "view=mine"),
            Saved(_("All of our agency"), "view=all"),
        ],
        empty_title=_("Nothing waits for you"),
        empty_text=_("What a colleague wants to do and a second person must approve stands here."),
    )
    return render(request, "approvals/list.html", {"table": table})


@require_GET
@requires(Permission.SEE_FILES)
def approval(request: ViewerRequest, approval_id: UUID) -> HttpResponse:
    """One request."""
    return show(request, get_approval(request.viewer, approval_id), AnswerForm())


def show(
    request: ViewerRequest, row: Approval, form: AnswerForm, status: int = 200
) -> HttpResponse:
    asked = row.state == Approval.State.ASKED
    facts = [
        (_("Act"), row.act_name),
        (_("Asked by"), row.asked_by.name),
        (_("Asked"), row.asked_at),
        (_("Why"), row.reason),
        *told_of(row),
        (_("Answered by"), row.decided_by.name if row.decided_by else ""),
        (_("Answer"), row.answer),
    ]
    context = {
        "row": row,
        "facts": [(label, value) for label, value in facts if value],
        "form": form,
        "may_answer": asked and may_answer(request.viewer, row),
        "approvers": approvers_of(request.viewer, row) if asked else None,
        "may_withdraw": asked and row.asked_by_id == request.viewer.account_id,
        "breadcrumbs": [{"label": _("To approve"), "url": reverse("protection:approvals")}],
    }
    return render(request, "approvals/approval.html", context, status=status)


def approvers_of(viewer: Viewer, row: Approval) -> Approvers:
    return approvers(viewer, Permission(row.permission), asked_by=row.asked_by_id)


def told_of(row: Approval) -> list[tuple[str, str]]:
    """What the act's room says of the details."""
    told = find_act(row.act).told
    return told(row) if told else []


@require_POST
@requires(Permission.APPROVE)
def decide(request: ViewerRequest, approval_id: UUID) -> HttpResponseBase:
    """Approve or refuse."""
    form = AnswerForm(request.POST)
    row = get_approval(request.viewer, approval_id)
    approve = request.POST.get("decision") == "approve"
    if not form.is_valid():
        return show(request, row, form, 422)
    try:
        decide_approval(
            by=request.viewer,
            approval=approval_id,
            approve=approve,
            answer=form.cleaned_data["answer"],
        )
    except Invalid as error:
        form.add_error("answer", error.message)
        return show(request, row, form, 422)
    messages.success(request, _("Approved.") if approve else _("Refused."))
    return redirect("protection:approvals")


@require_POST
@requires(Permission.SEE_FILES)
def withdraw(request: ViewerRequest, approval_id: UUID) -> HttpResponseBase:
    """Take one's own request back."""
    withdraw_approval(by=request.viewer, approval=approval_id)
    messages.success(request, _("Withdrawn."))
    return redirect("protection:approvals")
