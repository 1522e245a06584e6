"""Opening and changing agencies and desks."""

from __future__ import annotations

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from punte.core.access.door import Permission, ViewerRequest, requires
from punte.core.agencies import actions, queries
from punte.core.agencies.forms import AgencyForm, CloseDeskForm, DeskForm, NewAgencyForm
from punte.core.errors import Invalid


@requires(Permission.MANAGE_JURISDICTION)
@require_http_methods(["GET", "POST"])
def new_agency(request: ViewerRequest) -> HttpResponse:
    form = NewAgencyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.open_agency(by=request.viewer, **form.cleaned_data)
        except Invalid as error:
            form.add_error(None, error.message)
        else:
            return redirect("agencies:agency", made.pk)
    back = reverse("agencies:directory")
    return form_page(request, form, _("Register an agency"), back, submit=_("Register"))


@requires(Permission.MANAGE_AGENCY)
@require_http_methods(["GET", "POST"])
def edit_agency(request: ViewerRequest, pk: int) -> HttpResponse:
    agency = queries.get_managed_agency(pk, by=request.viewer, permission=Permission.MANAGE_AGENCY)
    before = {"name": agency.name, "place": agency.place, "district": agency.district}
    form = AgencyForm(request.POST or None, initial=before)
    if request.method == "POST" and form.is_valid():
        try:
            actions.edit_agency(by=request.viewer, agency_id=pk, **form.cleaned_data)
        except Invalid as error:
            form.add_error(None, error.message)
        else:
            return redirect("agencies:agency", pk)
    return form_page(request, form, _("Change the agency"), reverse("agencies:agency", args=[pk]))


@requires(Permission.MANAGE_AGENCY)
@require_http_methods(["GET", "POST"])
def new_desk(request: ViewerRequest, pk: int) -> HttpResponse:
    queries.get_managed_agency(pk, by=request.viewer, permission=Permission.MANAGE_AGENCY)
    form = DeskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.open_desk(by=request.viewer, agency_id=pk, **form.cleaned_data)
        except Invalid as error:
            form.add_error(None, error.message)
        else:
            return redirect("agencies:agency", pk)
    back = reverse("agencies:agency", args=[pk])
    return form_page(request, form, _("Open a desk"), back, submit=_("Open"))


@requires(Permission.MANAGE_AGENCY)
@require_http_methods(["GET", "POST"])
def edit_desk(request: ViewerRequest, pk: int) -> HttpResponse:
    desk = queries.get_managed_desk(pk, by=request.viewer)
    before = {
        "name": desk.name,
        "services": desk.services,
        "districts": desk.districts,
        "languages": desk.languages,
    }
    form = DeskForm(request.POST or None, initial=before)
    if request.method == "POST" and form.is_valid():
        try:
            actions.edit_desk(by=request.viewer, desk_id=pk, **form.cleaned_data)
        except Invalid as error:
            form.add_error(None, error.message)
        else:
            return redirect("agencies:agency", desk.agency_id)
    back = reverse("agencies:agency", args=[desk.agency_id])
    return form_page(request, form, _("Change the desk"), back)


@requires(Permission.MANAGE_AGENCY)
@require_POST
def reopen_desk(request: ViewerRequest, pk: int) -> HttpResponse:
    desk = actions.reopen_desk(by=request.viewer, desk_id=pk)
    messages.success(request, _("The desk is open again."))
    return redirect("agencies:agency", desk.agency_id)


@requires(Permission.MANAGE_AGENCY)
@require_http_methods(["GET", "POST"])
def close_desk(request: ViewerRequest, pk: int) -> HttpResponse:
    """What waits at the desk, which desk answers for it, and the end of new work there."""
    desk = queries.get_managed_desk(pk, by=request.viewer)
    waits = actions.what_waits(desk)
    needed = any(count for _label, count in waits)
    posted = request.POST if request.method == "POST" else None
    form = CloseDeskForm(posted, successors=queries.successors_of(desk), needed=needed)
    if form.is_valid():
        successor = form.cleaned_data.get("successor")
        actions.close_desk(
            by=request.viewer, desk_id=pk, successor_id=successor.pk if successor else None
        )
        messages.success(request, _("The desk is closed: it takes no new referrals."))
        return redirect("agencies:agency", desk.agency_id)
    context = {"desk": desk, "waits": waits, "needed": needed, "form": form}
    status = 422 if form.errors else 200
    return render(request, "agencies/close_desk.html", context, status=status)


def form_page(
    request: ViewerRequest, form: BaseForm, title: str, back: str, **more: object
) -> HttpResponse:
    """One form on a page of its own; with errors the status is 422."""
    context = {"form": form, "title": title, "back_url": back, **more}
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "ui/form_page.html", context, status=status)
