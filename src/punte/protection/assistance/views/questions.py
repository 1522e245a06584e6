"""The office's own questions at the beginning of the work with a person."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from punte.core.access.door import Permission, ViewerRequest, requires
from punte.core.once import once_key_of
from punte.protection.assistance.actions.more_answers import answer_questions
from punte.protection.assistance.pages import act_page, ask_at
from punte.protection.assistance.queries.files import get_file
from punte.protection.configuration.door import Place


@requires(Permission.WORK_FILES)
def questions(request: ViewerRequest, file_id: UUID) -> HttpResponseBase:
    """What the office asks of everybody besides; asked again, it is kept beside the first."""
    viewer = request.viewer
    file = get_file(viewer, file_id)
    asked = ask_at(request, Place.INTAKE, file)
    return act_page(
        request,
        forms.Form(request.POST or None),
        act=lambda _values: answer_questions(
            by=viewer, asked=asked, request_key=once_key_of(request)
        ),
        asked=asked,
        back=file.get_absolute_url(),
        title=_("More questions"),
        done=_("Kept."),
        lead=str(file),
    )
