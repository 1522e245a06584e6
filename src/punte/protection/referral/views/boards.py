"""Inbox and outbox as boards and lists; what is stuck."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from punte.core.access.door import Permission, ViewerRequest, requires
from punte.protection.persons.door import parse
from punte.protection.referral.forms.referral import ReferralFilter
from punte.protection.referral.models import Referral
from punte.protection.referral.queries.referral import (
    board,
    columns,
    filtered,
    inbox,
    outbox,
    stuck,
)
from punte.ui.tables import Column, Saved, Table


def referral_url(row: Referral) -> str:
    return reverse("protection:referral", args=[row.id])


def table_columns() -> list[Column]:
    return [
        Column("person", _("Person"), value=str, head=True, link=referral_url),
        Column("service", _("Service"), value=lambda row: row.get_service_display()),
        Column("desk", _("Desk"), value=lambda row: str(row.desk)),
        Column("sender", _("Sender"), value="sender.name"),
        Column("state", _("State"), value=lambda row: row.get_state_display()),
        Column("due", _("Clock"), value="due_at", sort="due_at", template="ui/cells/clock.html"),
        Column("changed", _("Changed"), value="changed_at", sort="changed_at"),
    ]


def cards(rows: list[Referral], *, incoming: bool) -> list[dict[str, Any]]:
    """Cards as `{% board %}` takes them; each names the other side."""
    return [
        {
            "title": str(row),
            "url": referral_url(row),
            "text": f"{row.get_service_display()} · {row.sender.name if incoming else row.desk}",
            "due": row.due_at,
            "chips": [{"text": _("urgent"), "tone": "late"}] if row.urgent else [],
        }
        for row in rows
    ]


def drawn_board(rows: QuerySet[Referral], list_url: str, *, incoming: bool) -> list[dict[str, Any]]:
    """The columns as `{% board %}` takes them, each with a way to all of its referrals."""
    return [
        {
            "label": column.title,
            "cards": cards(column.cards, incoming=incoming),
            "count": column.count,
            "more_url": f"{list_url}?view=list&column={column.key}" if column.more else "",
        }
        for column in board(rows)
    ]


@require_GET
@requires(Permission.ANSWER_REFERRAL)
def referrals_in(request: ViewerRequest) -> HttpResponse:
    """Referrals to one's desks."""
    return board_or_list(request, inbox(request.viewer), _("Referrals in"), "referrals_in")


@require_GET
@requires(Permission.SEND_REFERRAL)
def referrals_out(request: ViewerRequest) -> HttpResponse:
    """Referrals that one's agency sent."""
    return board_or_list(request, outbox(request.viewer), _("Referrals out"), "referrals_out")


@require_GET
@requires(Permission.SEE_STUCK)
def stuck_referrals(request: ViewerRequest) -> HttpResponse:
    """Referrals whose clock ran out, the longest first."""
    table = make_table(request, stuck(request.viewer), _("Stuck referrals"), "due")
    table.empty_title = _("Nothing is stuck")
    table.empty_text = _("A referral appears here when its clock runs out.")
    return render(
        request,
        "referral/referral/list.html",
        {"table": table, "title": _("Stuck referrals"), "board_url": ""},
    )


def board_or_list(
    request: ViewerRequest, rows: QuerySet[Referral], title: str, name: str
) -> HttpResponse:
    url = reverse(f"protection:{name}")
    if request.GET.get("view") != "list":
        context = {
            "title": title,
            "columns": drawn_board(rows, url, incoming=name == "referrals_in"),
            "list_url": f"{url}?view=list",
        }
        return render(request, "referral/referral/board.html", context)
    column = next((c for c in columns() if c.key == request.GET.get("column")), None)
    if column is not None:
        rows = rows.filter(board_column=column.number)
    table = make_table(request, rows, title, "-changed")
    return render(
        request,
        "referral/referral/list.html",
        {"table": table, "title": title, "board_url": url},
    )


def make_table(
    request: ViewerRequest, rows: QuerySet[Referral], caption: str, default_sort: str
) -> Table:
    form = ReferralFilter(request.GET)
    if form.is_valid():
        code = form.cleaned_data["code"]
        found = parse(code) if code.strip() else (None, None)
        rows = (
            rows.none()
            if found is None
            else filtered(
                rows,
                states=[form.cleaned_data["state"]] if form.cleaned_data["state"] else [],
                service=form.cleaned_data["service"],
                urgent=form.cleaned_data["urgent"],
                late=form.cleaned_data["late"],
                plant=found[0],
                number=found[1],
            )
        )
    return Table(
        name="referrals",
        columns=table_columns(),
        rows=rows,
        params=request.GET,
        caption=caption,
        default_sort=default_sort,
        count_to=1000,
        filters=form,
        saved=[Saved(_("All"), "view=list"), Saved(_("Late"), "view=list&late=on")],
        empty_title=_("No referral here"),
        empty_text=_("Referrals appear here as soon as they are sent."),
    )
