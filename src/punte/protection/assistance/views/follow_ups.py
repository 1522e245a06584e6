"""A file's follow-ups, and recording one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from punte.core.access.door import Permission, ViewerRequest, requires
from punte.core.once import once_key_of
from punte.protection.assistance import rules
from punte.protection.assistance.actions.follow_up import Try, record_follow_up
from punte.protection.assistance.closing_words import closing_words
from punte.protection.assistance.forms.file import FollowUpForm
from punte.protection.assistance.models import FollowUp
from punte.protection.assistance.more_questions import answers_shown
from punte.protection.assistance.pages import act_page, ask_at
from punte.protection.assistance.queries.files import get_file
from punte.protection.assistance.queries.follow_ups import (
    closures_of,
    follow_ups_of,
    get_follow_up,
    tries_of,
)
from punte.protection.assistance.reading import note_overview
from punte.protection.assistance.tabs import file_frame
from punte.protection.configuration.door import Place


@require_GET
@requires(Permission.SEE_FILES)
def file_follow_ups(request: ViewerRequest, file_id: UUID) -> HttpResponse:
    """How the file closed, and how the person has been since. An entry in the ledger."""
    viewer = request.viewer
    file = get_file(viewer, file_id)
    note_overview(viewer, file)
    tries = list(tries_of(viewer, file)[:50])
    words = closing_words()
    rows = list(follow_ups_of(viewer, file))
    closures = list(closures_of(viewer, file))
    context = file_frame(
        viewer,
        file,
        "follow_ups",
        follow_ups=rows,
        answers=answers_shown(viewer, [*(row.id for row in rows), *(row.id for row in closures)]),
        closures=[(row, words.get(row.reason, row.reason)) for row in closures],
        tries=tries,
        needs_again=file.state == file.State.CLOSED and any(row.needs_again for row in tries[:1]),
        may_record=viewer.may(Permission.WORK_FILES),
        may_reopen=viewer.may(Permission.WORK_FILES) and file.state == file.State.CLOSED,
    )
    return render(request, "assistance/follow_ups.html", context)


@requires(Permission.WORK_FILES)
def follow_up(request: ViewerRequest, follow_up_id: UUID) -> HttpResponseBase:
    """Record one try."""
    viewer = request.viewer
    row = get_follow_up(viewer, follow_up_id)
    form = FollowUpForm(
        request.POST or None,
        may_give_up=rules.may_give_up(row.tries),
        initial={"version": row.version},
    )

    def act(values: dict[str, Any]) -> FollowUp | None:
        version = values.pop("version")
        made = Try(**{**values, "reached": values["reached"] == "yes"})
        key = once_key_of(request)
        record_follow_up(by=viewer, follow_up=row.id, made=made, request_key=key, version=version)
        # Who was not reached was not asked.
        return row if made.reached else None

    return act_page(
        request,
        form,
        act=act,
        back=reverse("protection:file_follow_ups", args=[row.file_id]),
        title=_("Record a follow-up"),
        done=_("Recorded."),
        version=lambda: get_follow_up(viewer, follow_up_id).version,
        asked=ask_at(request, Place.FOLLOW_UP, row.file),
        lead=str(row.file),
        submit=_("Record"),
    )
