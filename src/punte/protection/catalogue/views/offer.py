"""Putting a service into the catalogue, changing it, taking it out."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from punte.core.access.door import Permission, ViewerRequest, requires
from punte.core.errors import Conflict, Invalid
from punte.core.once import once_key_of
from punte.protection.catalogue.actions import confirm_offer, held, save_offer, turn_offer
from punte.protection.catalogue.forms.offer import OfferForm, offer_initial
from punte.protection.catalogue.models import Offer


@requires(Permission.EDIT_CATALOGUE)
def new(request: ViewerRequest) -> HttpResponseBase:
    """A service that a desk of one's own agency offers."""
    form = OfferForm(
        request.POST or None,
        viewer=request.viewer,
        initial={"valid_from": timezone.localdate()},
    )
    return kept_or_shown(request, form, None, _("Put in a service"))


@requires(Permission.EDIT_CATALOGUE)
def edit(request: ViewerRequest, offer_id: UUID) -> HttpResponseBase:
    """Change an offer of one's own agency."""
    row = held(request.viewer, offer_id)
    form = OfferForm(request.POST or None, viewer=request.viewer, initial=offer_initial(row))
    return kept_or_shown(request, form, row, _("Change the service"))


def kept_or_shown(
    request: ViewerRequest, form: OfferForm, row: Offer | None, title: str
) -> HttpResponseBase:
    """Save and go on, or the form again with what was typed and what is wrong with it."""
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            return keep(request, form, row)
        except (Invalid, Conflict) as error:
            form.add_error(None, error.message)
            status = error.status
    back = row.get_absolute_url() if row else reverse("protection:catalogue_ours")
    context = {"form": form, "title": title, "back_url": back}
    return render(request, "catalogue/offer_form.html", context, status=status)


def keep(request: ViewerRequest, form: OfferForm, row: Offer | None) -> HttpResponse:
    saved = save_offer(
        by=request.viewer,
        desk=form.cleaned_data["desk"].pk,
        offered=form.offered(),
        request_key=once_key_of(request),
        offer=row.pk if row else None,
        version=form.cleaned_data["version"] or 0 if row else None,
    )
    messages.success(request, _("Saved. Everyone sees it now."))
    return redirect(saved)


@require_POST
@requires(Permission.EDIT_CATALOGUE)
def confirm(request: ViewerRequest, offer_id: UUID) -> HttpResponse:
    """Still true."""
    row = confirm_offer(by=request.viewer, offer=offer_id)
    messages.success(request, _("Confirmed as of today."))
    return redirect(row)


@require_POST
@requires(Permission.EDIT_CATALOGUE)
def take_out(request: ViewerRequest, offer_id: UUID) -> HttpResponse:
    """No longer offered."""
    row = turn_offer(by=request.viewer, offer=offer_id, active=False)
    messages.success(request, _("Taken out. Only your agency still sees it."))
    return redirect(row)


@require_POST
@requires(Permission.EDIT_CATALOGUE)
def put_back(request: ViewerRequest, offer_id: UUID) -> HttpResponse:
    """Offered again."""
    row = turn_offer(by=request.viewer, offer=offer_id, active=True)
    messages.success(request, _("Put back. Everyone sees it now."))
    return redirect(row)
