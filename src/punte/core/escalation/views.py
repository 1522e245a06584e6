"""The chains of an agency, their preview and their change; and seeing to what is late."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from punte.core.access.door import Permission, ViewerRequest, requires
from punte.core.agencies.door import get_managed_agency
from punte.core.errors import Conflict, Invalid, NotHere
from punte.core.escalation import actions, chain_actions, queries
from punte.core.escalation.forms import PlaceForm, StepForm, VersionForm
from punte.core.escalation.models import Chain
from punte.core.escalation.people import name_of

URGENCIES = {"ordinary": False, "urgent": True}


def _urgent(urgency: str) -> bool:
    if urgency not in URGENCIES:
        raise NotHere(what="read chain")
    return URGENCIES[urgency]


@requires(Permission.SEE_DIRECTORY)
@require_GET
def chains(request: ViewerRequest, agency_id: int) -> HttpResponse:
    """Both chains of an agency; colleagues read them, its manager changes them."""
    agency = queries.get_seen_agency(request.viewer, agency_id)
    found = [
        (urgency, queries.chain_of(agency.pk, urgent)) for urgency, urgent in URGENCIES.items()
    ]
    context = {
        "agency": agency,
        "may_edit": queries.may_edit(request.viewer, agency),
        "chains": [(urgency, chain, _lines(chain)) for urgency, chain in found],
    }
    return render(request, "escalation/chains.html", context)


def _lines(chain: Chain) -> list[dict[str, object]]:
    return [
        {
            "who": name_of(step.who),
            "hours": step.hours,
            "at_work": step.at_work,
            "most": step.most,
        }
        for step in chain.in_order
    ]


@requires(Permission.SEE_DIRECTORY)
@require_GET
def preview(request: ViewerRequest, agency_id: int, urgency: str) -> HttpResponse:
    """Who would be told when, for a referral sent to the agency now that stays unanswered."""
    agency = queries.get_seen_agency(request.viewer, agency_id)
    desk = queries.first_desk(agency)
    due, lines = queries.preview(agency, _urgent(urgency), desk)
    context = {
        "agency": agency,
        "desk": desk,
        "urgent": _urgent(urgency),
        "due": due,
        "lines": lines,
        "told": len({account for line in lines for account in line.accounts}),
    }
    return render(request, "escalation/preview.html", context)


@requires(Permission.MANAGE_AGENCY)
def add_step(request: ViewerRequest, agency_id: int, urgency: str) -> HttpResponse:
    by, urgent = request.viewer, _urgent(urgency)
    agency = get_managed_agency(agency_id, by=by, permission=Permission.MANAGE_AGENCY)
    seen = {"after": queries.chain_of(agency.pk, urgent).version}
    form = StepForm(request.POST or None, agency=agency, initial=seen)
    if request.method == "POST" and form.is_valid():
        try:
            chain_actions.add_step(
                by=by,
                agency_id=agency.pk,
                urgent=urgent,
                after=form.cleaned_data["after"],
                step=form.step,
            )
            return redirect("escalation:chains", agency.pk)
        except Invalid as error:
            form.add_error(None, error.message)
    back = reverse("escalation:chains", args=[agency.pk])
    title = _("Add a step when it is urgent") if urgent else _("Add a step")
    context = {"form": form, "title": title, "back_url": back, "submit": _("Add")}
    return render(request, "ui/form_page.html", context, status=422 if form.errors else 200)


@requires(Permission.MANAGE_AGENCY)
@require_POST
def remove_step(request: ViewerRequest, agency_id: int, urgency: str) -> HttpResponse:
    form = PlaceForm(request.POST)
    if not form.is_valid():
        raise Conflict(what="change chain")
    chain_actions.remove_step(
        by=request.viewer, agency_id=agency_id, urgent=_urgent(urgency), **form.cleaned_data
    )
    messages.success(request, _("The step was taken out."))
    return redirect("escalation:chains", agency_id)


@requires(Permission.MANAGE_AGENCY)
@require_POST
def use_default(request: ViewerRequest, agency_id: int, urgency: str) -> HttpResponse:
    form = VersionForm(request.POST)
    if not form.is_valid():
        raise Conflict(what="change chain")
    chain_actions.use_default(
        by=request.viewer, agency_id=agency_id, urgent=_urgent(urgency), **form.cleaned_data
    )
    messages.success(request, _("What holds for all agencies holds here again."))
    return redirect("escalation:chains", agency_id)


@requires(Permission.SIGNED_IN)
@require_POST
def see_to(request: ViewerRequest, notice_id: UUID) -> HttpResponse:
    """From the list of notices: one takes it on, nobody above is told."""
    if actions.see_to(by=request.viewer, notice_id=notice_id):
        messages.success(request, _("You see to it. Nobody else is told."))
    else:
        messages.info(request, _("Somebody sees to it already."))
    return redirect("notices:list")
