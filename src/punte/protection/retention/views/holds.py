"""Legal holds: the list, a new one, and its end."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from punte.core.access.door import Permission, ViewerRequest, requires
from punte.core.errors import Invalid, NotHere
from punte.protection.retention import queries
from punte.protection.retention.actions.holds import end_hold, place_hold
from punte.protection.retention.forms import HoldFields, ReasonFields
from punte.protection.retention.models import LegalHold
from punte.ui.tables import Column, Table


@require_GET
@requires(Permission.RETAIN)
def hold_list(request: ViewerRequest) -> HttpResponse:
    """All holds of the country, newest first."""
    table = Table(
        name="legal_holds",
        columns=[
            Column("person", _("Person"), value=str, head=True),
            Column("reason", _("Reason")),
            Column("placed", _("Placed"), value="placed_at"),
            Column("until", _("Last day"), value=lambda row: row.until or ""),
            Column("state", _("State"), value=_state, template="retention/cells/hold.html"),
        ],
        rows=queries.holds(request.viewer),
        params=request.GET,
        caption=_("Legal holds"),
        count_to=1000,
        empty_title=_("No legal hold"),
        empty_text=_("A hold keeps a person's data from being erased, whatever a rule says."),
    )
    return render(request, "retention/holds.html", {"table": table})


def _state(row: LegalHold) -> str:
    return _("holds") if row.running else _("ended")


@requires(Permission.RETAIN)
def new(request: ViewerRequest) -> HttpResponse:
    form = HoldFields(request.POST or None, jurisdiction=request.viewer.jurisdiction)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        agency = values.pop("agency")
        try:
            place_hold(by=request.viewer, agency=agency.pk if agency else None, **values)
        except (Invalid, NotHere) as error:
            form.add_error("person" if isinstance(error, NotHere) else None, error.message)
        else:
            messages.success(request, _("The hold is placed. Nothing of the person is erased."))
            return redirect("protection:retention_holds")
    context = {
        "form": form,
        "title": _("Place a legal hold"),
        "submit": _("Place the hold"),
        "back_url": reverse("protection:retention_holds"),
    }
    return render(request, "ui/form_page.html", context)


@requires(Permission.RETAIN)
def end(request: ViewerRequest, hold_id: UUID) -> HttpResponse:
    hold = queries.get_hold(request.viewer, hold_id)
    form = ReasonFields(request.POST or None)
    if request.method == "POST" and form.is_valid():
        end_hold(by=request.viewer, hold=hold.id, reason=form.cleaned_data["reason"])
        messages.success(request, _("The hold has ended. The rules count again."))
        return redirect("protection:retention_holds")
    context = {
        "form": form,
        "title": _("End a legal hold"),
        "lead": str(hold),
        "submit": _("End the hold"),
        "back_url": reverse("protection:retention_holds"),
        "danger": True,
    }
    return render(request, "ui/form_page.html", context)
