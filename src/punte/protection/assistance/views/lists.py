"""Lists of the agency: hand-overs in and out, follow-ups to do."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from punte.core.access.door import Permission, ViewerRequest, requires
from punte.protection.assistance.forms.file import FollowUpFilter
from punte.protection.assistance.forms.transfer import TransferFilter
from punte.protection.assistance.models import FollowUp
from punte.protection.assistance.queries.follow_ups import follow_ups_due, follow_ups_to_do
from punte.protection.assistance.queries.transfers import transfers_in, transfers_out
from punte.ui.tables import Column, Saved, Table


@require_GET
@requires(Permission.HAND_OVER_FILES)
def transfers(request: ViewerRequest) -> HttpResponse:
    """What other agencies offered to one's desks, or what one's own agency offered."""
    out = request.GET.get("side") == "out"
    rows = transfers_out(request.viewer) if out else transfers_in(request.viewer)
    form = TransferFilter(request.GET)
    if form.is_valid() and form.cleaned_data["state"]:
        rows = rows.filter(state=form.cleaned_data["state"])
    table = Table(
        name="transfers",
        columns=transfer_columns(),
        rows=rows.order_by("-asked_at", "id"),
        params=request.GET,
        caption=_("Hand-overs"),
        count_to=1000,
        filters=form,
        saved=[Saved(_("To us"), ""), Saved(_("From us"), "side=out")],
        empty_title=_("No hand-over here"),
        empty_text=_("A hand-over appears when an agency asks another to go on with a person."),
    )
    return render(request, "assistance/list.html", {"table": table, "title": _("Hand-overs")})


def transfer_columns() -> list[Column]:
    def link(row: Any) -> str:
        return reverse("protection:transfer", args=[row.id])

    return [
        Column("person", _("Person"), value=str, head=True, link=link),
        Column("giver", _("From"), value="giver.name"),
        Column("desk", _("To"), value=lambda row: str(row.desk)),
        Column("state", _("State"), value=lambda row: row.get_state_display()),
        Column("asked", _("Asked"), value="asked_at"),
    ]


@require_GET
@requires(Permission.SEE_FILES)
def follow_ups(request: ViewerRequest) -> HttpResponse:
    """Whom the agency has still to ask how they are, the next first."""
    viewer = request.viewer
    rows = follow_ups_to_do(viewer)
    form = FollowUpFilter(request.GET)
    if form.is_valid():
        if form.cleaned_data["due"]:
            rows = follow_ups_due(viewer)
        if form.cleaned_data["mine"]:
            rows = rows.filter(file__caseworker=viewer.account_id)
    table = Table(
        name="follow-ups",
        columns=follow_up_columns(),
        rows=rows,
        params=request.GET,
        caption=_("Follow-ups"),
        count_to=1000,
        filters=form,
        saved=[Saved(_("All"), ""), Saved(_("Due"), "due=on"), Saved(_("Mine"), "mine=on")],
        empty_title=_("Nobody to ask now"),
        empty_text=_("After a file closes, follow-ups appear here on their days."),
    )
    return render(request, "assistance/list.html", {"table": table, "title": _("Follow-ups")})


def follow_up_columns() -> list[Column]:
    def link(row: FollowUp) -> str:
        return reverse("protection:file_follow_ups", args=[row.file_id])

    def worker(row: FollowUp) -> str:
        return row.file.caseworker.name if row.file.caseworker else "–"

    return [
        Column("person", _("Person"), value=lambda row: str(row.file), head=True, link=link),
        Column("due", _("Due"), value="due_on", template="ui/cells/clock.html"),
        Column("months", _("Months after"), value="months", number=True),
        Column("tries", _("Tries in vain"), value="tries", number=True),
        Column("caseworker", _("Caseworker"), value=worker),
    ]
