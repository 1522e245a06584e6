"""The caseload: files of the agency, as a list with filters."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from punte.core.access.door import Permission, ViewerRequest, requires
from punte.protection.assistance.door import AssistanceFile, own_files
from punte.ui.tables import Column, Table


@require_GET
@requires(Permission.SEE_FILES)
def caseload(request: ViewerRequest) -> HttpResponse:
    """Files of one's agency, the last changed first."""
    table = Table(
        name="caseload",
        columns=[
            Column(
                "person", _("Person"), value=str, head=True, link=AssistanceFile.get_absolute_url
            ),
            Column("state", _("State"), value=lambda row: row.get_state_display(), sort="state"),
            Column("risk", _("Risk"), value=lambda row: row.get_risk_display()),
            Column("changed", _("Changed"), value="changed_at", sort="changed_at"),
        ],
        rows=own_files(request.viewer),
        params=request.GET,
        caption=_("Caseload"),
        default_sort="-changed",
        count_to=1000,
        empty_title=_("No file here yet"),
        empty_text=_("A file begins when you open it for a person in your care."),
    )
    return render(request, "caseload/list.html", {"table": table})
