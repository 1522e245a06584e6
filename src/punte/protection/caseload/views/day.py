"""The day sheet: what stands today, to print. Pseudonyms alone."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from punte.core.access.door import Permission, ViewerRequest, requires
from punte.protection.caseload.agenda import cut_short
from punte.protection.caseload.queries.agenda import Span, agenda

MOST = 50


@require_GET
@requires(Permission.SEE_FILES)
def sheet(request: ViewerRequest) -> HttpResponse:
    """Today's meetings by hour, and what is due today or late."""
    today = timezone.localdate()
    entries = agenda(request.viewer, Span(since=None, until=today, most=MOST))
    meetings = [entry for entry in entries if entry.day == today and entry.until]
    context = {
        "cut_short": cut_short(entries, MOST),
        "most": MOST,
        "today": today,
        "meetings": meetings,
        "late": [entry for entry in entries if entry.past and entry.day != today],
        "due": [entry for entry in entries if entry.day == today and not entry.until],
    }
    return render(request, "caseload/day.html", context)
