"""The overview of a file."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from punte.core.access.door import Permission, ViewerRequest, requires
from punte.protection.assistance.more_questions import answers_shown
from punte.protection.assistance.queries.family import memberships_of, relations_of
from punte.protection.assistance.queries.files import get_file
from punte.protection.assistance.queries.overview import (
    facts_of,
    next_steps,
    open_clocks_of_file,
    person_url,
)
from punte.protection.assistance.reading import note_overview
from punte.protection.assistance.registry import held_by, timeline_of
from punte.protection.assistance.tabs import file_frame
from punte.protection.configuration.door import Place, forms_for


@require_GET
@requires(Permission.SEE_FILES)
def overview(request: ViewerRequest, file_id: UUID) -> HttpResponse:
    """Where the file stands. Reading it is an entry in the ledger."""
    viewer = request.viewer
    file = get_file(viewer, file_id)
    note_overview(viewer, file)
    held = held_by(file)
    clocks = open_clocks_of_file(viewer, file, held)
    case_file = person_url(viewer, file)
    own = file.owner == viewer.agency_audience
    may_work = own and viewer.may(Permission.WORK_FILES) and file.state == file.State.OPEN
    context = file_frame(
        viewer,
        file,
        "overview",
        facts=facts_of(file, case_file),
        clocks=clocks,
        next_steps=next_steps(viewer, file, clocks, held),
        relations=relations_of(viewer, file),
        memberships=memberships_of(viewer, file),
        events=timeline_of(viewer, file, held),
        person_url=case_file,
        answers=answers_shown(viewer, [file.id]),
        may_answer=may_work and bool(forms_for(Place.INTAKE, viewer)),
        may_hand_over=viewer.may(Permission.HAND_OVER_FILES),
        may_reopen=viewer.may(Permission.WORK_FILES) and file.state == file.State.CLOSED,
    )
    return render(request, "assistance/overview.html", context)
