"""Measures in force, for who oversees them: no target, no content."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from punte.core.access.door import Permission, ViewerRequest, requires
from punte.core.ledger.door import record
from punte.investigation.authorisations.machine import STATE_CHOICES
from punte.investigation.authorisations.queries import overseeing


@require_GET
@requires(Permission.OVERSEE_MEASURES)
def in_force(request: ViewerRequest) -> HttpResponse:
    """Every measure of the country, with counts and what stands out."""
    viewer, now = request.viewer, timezone.now()
    state = request.GET.get("state", "")
    lines = overseeing.overseen(viewer, now, state=state)
    record(action="measure.oversee", by=viewer, detail={"measures": len(lines)})
    context = {
        "lines": lines,
        "state": state,
        "states": [("", _("In force")), ("all", _("All")), *STATE_CHOICES],
        "most": overseeing.MOST,
        "breadcrumbs": [{"label": _("Oversight"), "url": reverse("oversight:home")}],
    }
    return render(request, "authorisations/overseen.html", context)


@require_GET
@requires(Permission.OVERSEE_MEASURES)
def looks(request: ViewerRequest, authorisation_id: UUID) -> HttpResponse:
    """Who looked at what one measure brought, and when."""
    viewer, now = request.viewer, timezone.now()
    line = overseeing.one_overseen(viewer, authorisation_id, now)
    record(
        action="measure.oversee",
        by=viewer,
        subject=line.row.case_id,
        detail={"authorisation": str(authorisation_id)},
    )
    context = {
        "line": line,
        "people": overseeing.people_of(line),
        "locked": overseeing.locked_of(viewer, line.row),
        "breadcrumbs": [
            {"label": _("Oversight"), "url": reverse("oversight:home")},
            {"label": _("Measures"), "url": reverse("investigation:measures_overseen")},
        ],
    }
    return render(request, "authorisations/looks.html", context)


@require_GET
@requires(Permission.OVERSEE_MEASURES)
def figures(request: ViewerRequest) -> HttpResponse:
    """Counts of a year by measure, for the yearly report."""
    year = overseeing.year_in(request.GET.get("year", ""), timezone.localdate().year)
    context = {
        "year": year,
        "rows": overseeing.figures_of(request.viewer, year),
        "years": range(timezone.localdate().year, timezone.localdate().year - 5, -1),
        "breadcrumbs": [
            {"label": _("Oversight"), "url": reverse("oversight:home")},
            {"label": _("Measures"), "url": reverse("investigation:measures_overseen")},
        ],
    }
    return render(request, "authorisations/figures.html", context)
