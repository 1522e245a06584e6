"""Erasing an identity: one overseer asks, a second one confirms."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from punte.core.access.door import Permission, ViewerRequest, requires
from punte.core.oversight.columns import ERASURES
from punte.core.oversight.forms import ConfirmErasure, ErasureForm
from punte.core.oversight.queries import erasure_rows, get_erasure
from punte.core.vault.door import ask_erasure, confirm_erasure
from punte.ui.tables import Table


@requires(Permission.ERASE_PERSON)
@require_GET
def erasures(request: ViewerRequest) -> HttpResponse:
    """Requests that wait for a second overseer."""
    table = Table(
        name="erasures",
        columns=ERASURES,
        rows=erasure_rows(request.viewer),
        params=request.GET,
        caption=_("Identities to erase"),
        default_sort="asked_at",
        empty_title=_("Nothing waits"),
        empty_text=_("When an overseer asks for an erasure, it waits here for a second one."),
    )
    return render(request, "oversight/erasures.html", {"table": table})


@requires(Permission.ERASE_PERSON)
@require_http_methods(["GET", "POST"])
def ask(request: ViewerRequest) -> HttpResponseBase:
    """Ask that an identity be erased."""
    form = ErasureForm(request.POST or None, initial={"subject": request.GET.get("subject", "")})
    if request.method == "POST" and form.is_valid():
        ask_erasure(by=request.viewer, **form.cleaned_data)
        messages.success(request, _("Asked. A second overseer must confirm it."))
        return redirect("oversight:erasures")
    context = {
        "form": form,
        "title": _("Ask for an erasure"),
        "lead": _(
            "Name, contacts and documents become unreadable for good, also in backups and in "
            "what was given on with referrals. Pseudonym, history and the log stay."
        ),
        "submit": _("Ask for the erasure"),
        "back_url": reverse("oversight:erasures"),
    }
    return render(request, "ui/form_page.html", context, status=422 if form.is_bound else 200)


@requires(Permission.ERASE_PERSON)
@require_http_methods(["GET", "POST"])
def erasure(request: ViewerRequest, request_id: UUID) -> HttpResponseBase:
    """One request, to be read and confirmed by somebody else than who asked."""
    asked = get_erasure(request.viewer, request_id)
    form = ConfirmErasure(request.POST or None)
    if request.method == "POST" and form.is_valid():
        confirm_erasure(by=request.viewer, request=request_id)
        messages.success(
            request, _("Erased. Renew the key escrow now, so that no backup brings it back.")
        )
        return redirect("oversight:erasures")
    context = {
        "asked": asked,
        "own": asked.asked_by == request.viewer.account_id,
        "form": form,
        "title": _("Erase an identity"),
        "submit": _("Erase for good"),
        "danger": True,
        "back_url": reverse("oversight:erasures"),
    }
    status = 422 if form.is_bound else 200
    return render(request, "oversight/erasure.html", context, status=status)
