"""The funnel: the headline measure."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from punte.core.access.door import Permission, ViewerRequest, requires
from punte.protection.funnel.forms import FunnelFilter
from punte.protection.funnel.queries import (
    SMALL,
    STEPS,
    Cut,
    months_back,
)
from punte.protection.funnel.queries import funnel as read_funnel

FIVE_YEARS = 60


@require_GET
@requires(Permission.SEE_FUNNEL)
def funnel(request: ViewerRequest) -> HttpResponse:
    """From notification to closed loop, by any cut, with small values hidden."""
    form = FunnelFilter(request.GET, jurisdiction=request.viewer.jurisdiction)
    cut = form.cut() if form.is_valid() else Cut(since=months_back(FIVE_YEARS))
    found = read_funnel(request.viewer, cut)
    shown = (0, 2, 4)
    return render(
        request,
        "funnel/funnel.html",
        {
            "form": form,
            "bars": [(str(step.label), step.value) for step in found.steps],
            "labels": [date_format(month, "YEAR_MONTH_FORMAT") for month, _values in found.months],
            "series": [
                (str(STEPS[i][1]), [values[i] for _month, values in found.months]) for i in shown
            ],
            "small": SMALL,
            "title": _("From notification to safety"),
        },
    )
