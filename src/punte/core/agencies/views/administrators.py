"""Ending an administrator's role by two: proposed on the person's page, confirmed on its own."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from punte.core.access.door import Permission, Viewer, ViewerRequest, requires
from punte.core.agencies import actions, queries, rules
from punte.core.agencies.actions.administrators import may_confirm, require_second
from punte.core.agencies.forms import LeaveForm
from punte.core.agencies.models import Membership
from punte.core.agencies.views.manage import form_page
from punte.ui.forms import ReasonForm


def ending_of(by: Viewer, membership: Membership) -> dict[str, object] | None:
    """What the page of a person says of the end of a peer's role; None for any other role."""
    if membership.role not in by.role.invites or membership.state != Membership.State.ACTIVE:
        return None
    ending = queries.open_ending(membership)
    others = queries.working_administrators(membership.agency.jurisdiction_id)
    proposer = ending.proposed_by_id if ending else 0
    return {
        "waits": ending,
        "own": membership.account_id == by.account_id,
        "enough": rules.enough_remain(
            others.values_list("pk", flat=True), without=membership.account_id
        ),
        "may_confirm": ending is not None and may_confirm(by, ending),
        "others": others.exclude(pk__in=[membership.account_id, proposer]),
    }


@requires(Permission.MANAGE_PEOPLE)
@require_POST
def propose_end(request: ViewerRequest, pk: int) -> HttpResponse:
    form, page = ReasonForm(request.POST), reverse("agencies:person", args=[pk])
    if not form.is_valid():
        return form_page(request, form, _("Propose to end this role"), page, danger=True)
    actions.propose_end(by=request.viewer, membership_id=pk, reason=form.cleaned_data["reason"])
    messages.success(request, _("Proposed. The role ends once another administrator confirms it."))
    return redirect(page)


@requires(Permission.MANAGE_PEOPLE)
@require_http_methods(["GET", "POST"])
def confirm_end(request: ViewerRequest, pk: int) -> HttpResponse:
    """What the person holds, to whom it goes, and the end of the role."""
    ending = queries.get_ending(pk, by=request.viewer)
    require_second(request.viewer, ending)
    membership = ending.membership
    held = actions.what_is_held(request.viewer, membership)
    needed = any(count for _label, count in held)
    posted = request.POST if request.method == "POST" else None
    form = LeaveForm(posted, heirs=queries.heirs_of(membership), needed=needed)
    if form.is_valid():
        heir = form.cleaned_data.get("heir")
        actions.confirm_end(by=request.viewer, ending_id=pk, heir_id=heir.pk if heir else None)
        messages.success(request, _("The role has ended."))
        return redirect("agencies:person", membership.pk)
    context = {"membership": membership, "held": held, "needed": needed, "form": form}
    return render(request, "agencies/leave.html", context, status=422 if form.errors else 200)


@requires(Permission.MANAGE_PEOPLE)
@require_POST
def put_end_away(request: ViewerRequest, pk: int) -> HttpResponse:
    ending = actions.put_end_away(by=request.viewer, ending_id=pk)
    messages.success(request, _("Put away. The role goes on."))
    return redirect("agencies:person", ending.membership_id)
