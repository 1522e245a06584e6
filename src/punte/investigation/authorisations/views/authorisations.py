"""Authorisations of a case, one of them, and the requests that wait for the prosecutor."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_GET

from punte.core.access.door import Permission, Viewer, ViewerRequest, requires
from punte.core.ledger.door import record
from punte.investigation.authorisations.queries import orders
from punte.investigation.authorisations.queries.product import quarantines_of, quarantines_under
from punte.investigation.authorisations.shown import buttons, ladder, order_cards, product_rows
from punte.investigation.cases.door import case_frame, get_case, note_reading, opened
from punte.ui.tables import Column, Table

COLUMNS = (
    Column("serial", lazy("No."), sort="serial", number=True),
    Column(
        "measure",
        lazy("Measure"),
        value="name",
        head=True,
        link=lambda row: row.get_absolute_url(),
    ),
    Column("state", lazy("State"), template="authorisations/cells/state.html"),
    Column(
        "start",
        pgettext_lazy("moment", "From"),
        template="authorisations/cells/start.html",
        sort="start",
    ),
    Column("end", lazy("Until"), template="authorisations/cells/end.html", sort="end"),
    Column("asked_by", lazy("Asked by"), value="asked_by.name"),
)


@require_GET
@requires(Permission.SEE_CASES)
def of_a_case(request: ViewerRequest, case_id: UUID) -> HttpResponse:
    """What was asked for and ordered in a case, and what lies unread."""
    viewer = request.viewer
    case = opened(viewer, case_id, "authorisations")
    table = Table(
        name="authorisations",
        columns=COLUMNS,
        rows=orders.of_case(viewer, case),
        params=request.GET,
        caption=_("Authorisations"),
        empty_title=_("No measure was asked for"),
        empty_text=_("What a court or prosecutor must order is asked for here, with its reasons."),
        extra={"now": timezone.now()},
    )
    context = case_frame(
        viewer,
        case,
        "authorisations",
        table=table,
        locked=quarantines_of(viewer, case),
        may_ask=viewer.may(Permission.ASK_MEASURE) and case.open,
        may_edit_table=viewer.may(Permission.EDIT_CASE_TABLES),
    )
    return render(request, "authorisations/list.html", context)


@require_GET
@requires(Permission.SEE_CASES)
def one(request: ViewerRequest, authorisation_id: UUID) -> HttpResponse:
    """One authorisation: its life, its targets, its orders, and what came of it."""
    viewer, now = request.viewer, timezone.now()
    row = orders.get_authorisation(viewer, authorisation_id)
    case = get_case(viewer, row.case_id)
    note_reading(viewer, case, "authorisation", action="measure.read", authorisation=str(row.pk))
    context = case_frame(
        viewer,
        case,
        "authorisations",
        row=row,
        state=row.state_at(now),
        asked=orders.request_of(row),
        steps=ladder(row, now),
        events=events(row),
        orders=order_cards(row),
        asked_names=orders.targets_of(row, ordered=False),
        ordered_names=orders.targets_of(row, ordered=True),
        delays=orders.delays_of(row),
        product=product_rows(viewer, row),
        locked=quarantines_under(viewer, row),
        buttons=buttons(viewer, row, case, now),
    )
    return render(request, "authorisations/one.html", context)


def events(row: Any) -> list[dict[str, Any]]:
    """Its own timeline, the newest first, the request at the end."""
    told = [
        {
            "when": step.at,
            "title": step.words,
            "who": step.by.name if step.by else "",
            "text": step.reason,
        }
        for step in orders.steps_of(row)
    ]
    asked = {"when": row.asked_at, "title": _("Asked for"), "who": row.asked_by.name}
    return [*told, asked]


@require_GET
@requires(Permission.GRANT_MEASURE)
def requests(request: ViewerRequest) -> HttpResponse:
    """What waits for the prosecutor, in all cases of theirs."""
    viewer: Viewer = request.viewer
    table = Table(
        name="measure-requests",
        columns=(
            Column("case", _("Case"), value=lambda row: str(row.case)),
            *COLUMNS[1:2],
            Column("asked_at", _("Asked"), template="authorisations/cells/asked.html"),
            COLUMNS[-1],
        ),
        rows=orders.waiting_requests(viewer),
        params=request.GET,
        caption=_("Requests for measures"),
        empty_title=_("No request waits"),
        empty_text=_("Requests of the cases in whose team you are stand here, the oldest first."),
    )
    record(action="measure.read", by=viewer, detail={"fields": ["authorisations"]})
    context = {
        "table": table,
        "breadcrumbs": [{"label": _("Cases"), "url": reverse("investigation:cases")}],
    }
    return render(request, "authorisations/requests.html", context)
