"""The status ladder of a person: what stands, what waits, and the next step."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from punte.core.access.door import Permission, ViewerRequest, requires
from punte.core.errors import Conflict, Invalid
from punte.core.once import once_key_of
from punte.protection.identification.actions.status import (
    confirm_status,
    propose_status,
    reject_proposal,
)
from punte.protection.identification.actions.status_decision import Step
from punte.protection.identification.actions.status_review import ask_review
from punte.protection.identification.forms.status import (
    ConfirmForm,
    RejectForm,
    ReviewForm,
    StepForm,
)
from punte.protection.identification.models import StatusDecision, StatusProposal
from punte.protection.identification.queries.status import (
    Ladder,
    ladder_of,
    standing_decision,
    steps_open,
    waiting_proposal,
)
from punte.protection.identification.views.status_page import (
    decision_events,
    ladder_steps,
    second_needed,
)
from punte.protection.persons.door import Status


@require_GET
@requires(Permission.PROPOSE_STATUS)
def ladder(request: ViewerRequest, person_id: UUID) -> HttpResponse:
    """The ladder with all decisions, and what the viewer may do next."""
    found = ladder_of(request.viewer, person_id)
    waiting = found.waiting
    confirms = found.own and request.viewer.may(Permission.CONFIRM_STATUS)
    mine = waiting is not None and waiting.proposed_by_id == request.viewer.account_id
    page = {
        "ladder": found,
        "person": found.person,
        "steps": ladder_steps(found),
        "events": decision_events(found),
        "may_step": bool(steps_open(request.viewer, found)),
        "may_confirm": confirms and waiting is not None and not mine,
        "may_reject": confirms and waiting is not None,
        "mine": mine,
        "confirm_form": ConfirmForm(initial={"exploitation": found.person.exploitation}),
        "reject_form": RejectForm(auto_id="reject_%s"),
        "breadcrumbs": crumbs(found),
    }
    return render(request, "identification/status/ladder.html", page)


def crumbs(found: Ladder) -> list[dict[str, Any]]:
    person = found.person
    return [
        {"label": _("Persons"), "url": reverse("protection:persons")},
        {"label": str(person), "url": reverse("protection:person", args=[person.pk])},
    ]


@requires(Permission.PROPOSE_STATUS)
def propose(request: ViewerRequest, person_id: UUID) -> HttpResponse:
    """One step: decided at once, or laid before a second person."""
    found = ladder_of(request.viewer, person_id)
    steps = steps_open(request.viewer, found)
    if request.method == "GET" and not steps:
        raise Conflict(_("No step is open now: a proposal waits, or the ladder ends here."))
    form = StepForm(
        request.POST if request.method == "POST" else None,
        steps=steps or list(Status),
        own=found.own,
        initial={"exploitation": found.person.exploitation},
    )
    review = found.open_review
    if request.method == "POST" and form.is_valid():
        made = propose_status(
            by=request.viewer,
            person=person_id,
            step=Step(
                status=Status(form.cleaned_data["status"]),
                ground=form.cleaned_data["ground"],
                decided_on=form.cleaned_data["decided_on"],
                exploitation=form.cleaned_data.get("exploitation", ""),
                review=review.pk if review else None,
            ),
            request_key=once_key_of(request),
        )
        return told(request, made, person_id)
    page = {
        "form": form,
        "person": found.person,
        "review": review,
        "submit": _("Keep this step"),
        "alone": [step.label for step in steps if not second_needed(found, step)],
        "back_url": reverse("protection:status", args=[person_id]),
    }
    return render(request, "identification/status/propose.html", page)


def told(
    request: ViewerRequest, made: StatusDecision | StatusProposal, person_id: UUID
) -> HttpResponse:
    if isinstance(made, StatusDecision):
        messages.success(request, _("The decision is kept."))
    else:
        messages.success(request, _("The proposal waits for a second person, who has been told."))
    return redirect("protection:status", person_id)


@require_POST
@requires(Permission.CONFIRM_STATUS)
def confirm(request: ViewerRequest, proposal_id: UUID) -> HttpResponse:
    """The second person decides the same."""
    proposal = waiting_proposal(request.viewer, proposal_id)
    form = ConfirmForm(request.POST)
    if not form.is_valid():
        raise Invalid(_("Tick that you have read the ground, and choose a form of exploitation."))
    made = confirm_status(
        by=request.viewer,
        proposal=proposal_id,
        exploitation=form.cleaned_data["exploitation"],
        request_key=once_key_of(request),
    )
    return told(request, made, proposal.person_id)


@require_POST
@requires(Permission.CONFIRM_STATUS)
def reject(request: ViewerRequest, proposal_id: UUID) -> HttpResponse:
    """The second person says no, or the proposer takes it back; the status stays."""
    form = RejectForm(request.POST)
    if not form.is_valid():
        raise Invalid(_("Say in at least %(count)d characters why.") % {"count": 10})
    made = reject_proposal(
        by=request.viewer, proposal=proposal_id, reason=form.cleaned_data["reason"]
    )
    messages.success(request, _("The proposal is answered. The status stays as it was."))
    return redirect("protection:status", made.person_id)


@requires(Permission.PROPOSE_STATUS)
def review(request: ViewerRequest, decision_id: UUID) -> HttpResponse:
    """Ask for a review of the standing decision, or write down the person's appeal."""
    decision = standing_decision(request.viewer, decision_id)
    form = ReviewForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        row = ask_review(
            by=request.viewer,
            decision=decision_id,
            kind=StatusDecision.Kind(form.cleaned_data["kind"]),
            reason=form.cleaned_data["reason"],
        )
        messages.success(request, _("The decision will be looked at again."))
        return redirect("protection:status", row.person_id)
    page = {
        "form": form,
        "title": _("Ask for a review"),
        "lead": _("The decision stands until the review has its outcome."),
        "submit": _("Ask"),
        "back_url": reverse("protection:status", args=[decision.person_id]),
    }
    return render(request, "ui/form_page.html", page)
