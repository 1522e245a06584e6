"""The day of who works on cases or keeps exhibits: what waits, what is late, what changed."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from punte.core.access.door import Permission, ViewerRequest, requires
from punte.core.deadlines.door import first_clocks, late_count, tell_about
from punte.core.notices.door import my_notices
from punte.investigation.cases.queries.cases import own_cases
from punte.investigation.cases.waiting import waiting_for
from punte.investigation.cases.words import Stage

MOST = 6


@require_safe
@requires(Permission.SEE_DAY)
def day(request: ViewerRequest) -> HttpResponse:
    """One page a day."""
    viewer = request.viewer
    sees_cases = viewer.may(Permission.SEE_CASES)
    late = first_clocks(viewer, MOST)
    tell_about(viewer, late)
    context = {
        "groups": waiting_for(viewer),
        "sees_cases": sees_cases,
        "cases": own_cases(viewer).exclude(stage=Stage.CLOSED)[:MOST] if sees_cases else [],
        "late": late,
        "late_count": late_count(viewer),
        "changed": list(my_notices(viewer)[:MOST]),
        "may_open": viewer.may(Permission.OPEN_CASES),
    }
    return render(request, "cases/day.html", context)
