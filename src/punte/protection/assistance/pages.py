"""A page that asks for one act on a file and does it, with the office's own questions beside."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.http.response import HttpResponseBase

from punte.core.access.door import ViewerRequest
from punte.core.once import once_key_of
from punte.protection.assistance.models import AssistanceFile
from punte.protection.assistance.more_questions import Asked
from punte.ui import acts

FORM_PAGE, WITH_QUESTIONS = "ui/form_page.html", "assistance/more_questions.html"


def act_page(
    request: ViewerRequest,
    form: forms.Form,
    *,
    act: Callable[[dict[str, Any]], object],
    template: str = "",
    asked: Asked | None = None,
    **context: Any,
) -> HttpResponseBase:
    """`punte.ui.acts.act_page`, with the office's questions.

    asked: the questions, whose answers are kept about the row that `act` returns, both or
    neither; where it returns none, nobody was asked.
    """

    def act_and_keep(values: dict[str, Any]) -> object:
        made = act(values)
        if asked is not None and made is not None:
            asked.keep(made, once_key_of(request))
        return made

    if asked is not None:
        context["questions"] = asked.questions
    page = template or (WITH_QUESTIONS if asked is not None else FORM_PAGE)
    return acts.act_page(request, form, act=act_and_keep, template=page, **context)


def ask_at(request: ViewerRequest, place: str, file: AssistanceFile) -> Asked:
    """The office's questions at a place, for `act_page`."""
    return Asked(place, request.viewer, file, request.POST if request.method == "POST" else None)
