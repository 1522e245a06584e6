"""The tab "Course", and the page of one accused."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from punte.core.access.door import Permission, ViewerRequest, requires
from punte.investigation.cases.door import opened
from punte.investigation.course.models import Accused
from punte.investigation.course.queries.ahead import calendar_of
from punte.investigation.course.queries.course import (
    course_of,
    custody_of,
    get_accused,
    ladder_of,
    steps_of,
)
from punte.investigation.course.views.common import page_of
from punte.investigation.course.words import HearingState, State


@require_GET
@requires(Permission.SEE_CASES)
def course(request: ViewerRequest, case_id: UUID) -> HttpResponse:
    """Where the case stands on its way through justice, and what is near."""
    viewer = request.viewer
    case = opened(viewer, case_id, "course")
    found = course_of(viewer, case)
    planned = [row for row in found.hearings if row.state == HearingState.PLANNED]
    context = page_of(
        viewer,
        case,
        "course",
        course=found,
        steps=found.steps(),
        planned=planned,
        past=[row for row in reversed(found.hearings) if row.state != HearingState.PLANNED],
        may_send=any(row.state == State.ACCUSED for row in found.accused),
        may_judge=any(row.state == State.DEFENDANT for row in found.accused),
    )
    return render(request, "course/course.html", context)


@require_GET
@requires(Permission.SEE_CASES)
def accused(request: ViewerRequest, case_id: UUID, accused_id: UUID) -> HttpResponse:
    """Everything about one accused: charges, measures, verdicts, sentences."""
    viewer = request.viewer
    case = opened(viewer, case_id, "accused")
    get_accused(viewer, case, accused_id)
    found = course_of(viewer, case)
    row = next(one for one in found.accused if one.pk == accused_id)
    steps = steps_of(viewer, row)
    held = custody_of(row.restraint_rows, timezone.now())  # type: ignore[attr-defined]
    context = page_of(
        viewer,
        case,
        "course",
        accused=row,
        steps=ladder_of(row, steps),
        facts=facts_of(row, held),
        pursued=row.state in {State.SUSPECT, State.ACCUSED, State.DEFENDANT},
        may_plead=row.state in {State.ACCUSED, State.DEFENDANT},
        may_sentence=any(
            verdict.finding == State.CONVICTED
            for verdict in row.verdict_rows  # type: ignore[attr-defined]
        ),
        events=[
            {"when": step.on, "title": step.get_after_display(), "text": step.text,
             "who": step.by.name}
            for step in steps
        ],
    )  # fmt: skip
    return render(request, "course/accused.html", context)


@require_GET
@requires(Permission.SEE_CASES)
def calendar(request: ViewerRequest) -> HttpResponse:
    """Dates in court, one's tasks and ends of measures in all one's cases, by day."""
    days = calendar_of(request.viewer)
    return render(request, "course/calendar.html", {"days": days, "today": timezone.localdate()})


def facts_of(row: Accused, held: int) -> list[tuple[str, object]]:
    known = [
        (_("Suspect since"), row.on),
        (_("On which ground"), row.basis),
        (_("Answer to the charges"), row.get_plea_display()),
        (_("Given on"), row.plea_on or ""),
        (_("What was agreed, or said"), row.plea_note),
        (_("Indictment"), row.indictment or ""),
        (_("Days without freedom so far"), held),
    ]
    return [(label, value) for label, value in known if value]
