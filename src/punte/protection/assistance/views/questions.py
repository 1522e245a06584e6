"""The office's own questions at the beginning of the work with a person."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from punte.core.access.door import Permission, ViewerRequest, requires
from punte.core.once import once_key_of
from punte.protection.assistance.actions.more_answers import answer_questions
from punte.protection.assistance.pages import act_page
from punte.protection.assistance.queries.files import get_file
from punte.protection.configuration.door import Place, Questions


@requires(Permission.WORK_FILES)
def questions(request: ViewerRequest, file_id: UUID) -> HttpResponseBase:
    """What the office asks of everybody besides; asked again, it is kept beside the first."""
    viewer = request.viewer
    file = get_file(viewer, file_id)
    asked = Questions(Place.INTAKE, request.POST if request.method == "POST" else None)

    def act(_values: dict[str, Any]) -> None:
        answer_questions(by=viewer, file=file.id, questions=asked, request_key=once_key_of(request))

    return act_page(
        request,
        forms.Form(request.POST or None),
        act=act,
        back=file.get_absolute_url(),
        title=_("More questions"),
        done=_("Kept."),
        template="assistance/more_questions.html",
        lead=str(file),
        questions=asked,
    )
