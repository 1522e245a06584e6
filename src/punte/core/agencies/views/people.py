"""The page of a person's role, and what a manager may do about it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from punte.core.access.door import Permission, ViewerRequest, requires
from punte.core.agencies import actions, queries, rules
from punte.core.agencies.forms import LeaveForm, RoleForm
from punte.core.agencies.models import Membership
from punte.core.agencies.views.administrators import ending_of
from punte.core.agencies.views.manage import form_page
from punte.core.errors import Invalid
from punte.ui.forms import ReasonForm

State = Membership.State


@requires(Permission.MANAGE_PEOPLE)
@require_GET
def person(request: ViewerRequest, pk: int) -> HttpResponse:
    membership = queries.get_managed_membership(pk, by=request.viewer)
    may_change = rules.may_change(
        request.viewer, account_id=membership.account_id, role=membership.role
    )
    context = {
        "membership": membership,
        "may_change": may_change and membership.state != State.LEFT,
        "facts": [
            (_("Role"), membership.get_role().name),
            (_("What it may do"), membership.get_role().description),
            (_("Desks"), ", ".join(desk.name for desk in membership.desks.all())),
            (_("E-mail address"), membership.account.email),
            (_("Since"), membership.since),
        ],
        "ending": ending_of(request.viewer, membership),
        "reason_form": ReasonForm(),
        "breadcrumbs": [
            {"label": _("Agencies"), "url": reverse("agencies:directory")},
            {"label": membership.agency.name, "url": _agency_url(membership)},
        ],
    }
    return render(request, "agencies/person.html", context)


def _agency_url(membership: Membership) -> str:
    return reverse("agencies:agency", args=[membership.agency_id])


@requires(Permission.MANAGE_PEOPLE)
@require_http_methods(["GET", "POST"])
def change_role(request: ViewerRequest, pk: int) -> HttpResponse:
    membership = queries.get_managed_membership(pk, by=request.viewer)
    form = RoleForm(
        request.POST or None,
        agency=membership.agency,
        roles=rules.givable_roles(request.viewer, membership.agency.kind),
        initial={"role": membership.role, "desks": membership.desks.all()},
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_role(
                by=request.viewer,
                membership_id=pk,
                role=form.cleaned_data["role"],
                desk_ids=form.desk_ids(),
            )
        except Invalid as error:
            form.add_error(None, error.message)
        else:
            return redirect("agencies:person", pk)
    return form_page(
        request, form, _("Change role and desks"), reverse("agencies:person", args=[pk])
    )


@requires(Permission.MANAGE_PEOPLE)
@require_POST
def suspend(request: ViewerRequest, pk: int) -> HttpResponse:
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return form_page(
            request, form, _("Suspend"), reverse("agencies:person", args=[pk]), danger=True
        )
    actions.suspend(by=request.viewer, membership_id=pk, reason=form.cleaned_data["reason"])
    messages.success(request, _("Suspended, and signed out everywhere."))
    return redirect("agencies:person", pk)


@requires(Permission.MANAGE_PEOPLE)
@require_POST
def reinstate(request: ViewerRequest, pk: int) -> HttpResponse:
    actions.reinstate(by=request.viewer, membership_id=pk)
    messages.success(request, _("This person may work again."))
    return redirect("agencies:person", pk)


@requires(Permission.MANAGE_PEOPLE)
@require_http_methods(["GET", "POST"])
def leave(request: ViewerRequest, pk: int) -> HttpResponse:
    """What the leaver holds, to whom it goes, and the end of the role."""
    membership = queries.get_managed_membership(pk, by=request.viewer)
    held = actions.what_is_held(request.viewer, membership)
    needed = any(count for _label, count in held)
    heirs = queries.heirs_of(membership)
    posted = request.POST if request.method == "POST" else None
    form = LeaveForm(posted, heirs=heirs, needed=needed)
    if form.is_valid():
        heir = form.cleaned_data.get("heir")
        actions.leave(by=request.viewer, membership_id=pk, heir_id=heir.pk if heir else None)
        messages.success(request, _("The work is handed over and the role has ended."))
        return redirect("agencies:person", pk)
    context = {"membership": membership, "held": held, "needed": needed, "form": form}
    return render(request, "agencies/leave.html", context, status=422 if form.errors else 200)
