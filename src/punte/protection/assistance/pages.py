"""A page that asks for one act on a file and does it, with the office's own questions beside."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from punte.core.access.door import ViewerRequest
from punte.core.errors import Conflict, Invalid
from punte.core.once import once_key_of
from punte.protection.assistance.models import AssistanceFile
from punte.protection.assistance.more_questions import Asked

FORM_PAGE, WITH_QUESTIONS = "ui/form_page.html", "assistance/more_questions.html"


def act_page(
    request: ViewerRequest,
    form: forms.Form,
    *,
    act: Callable[[dict[str, Any]], object],
    back: str,
    title: object,
    done: object,
    template: str = "",
    version: Callable[[], int] | None = None,
    asked: Asked | None = None,
    **context: Any,
) -> HttpResponseBase:
    """Show the form; when it is sent and valid do `act` with its values and go back.

    back: where one came from, and returns to. done: said after the act. version: what stands now,
    for a form with a hidden `version`. asked: the office's questions, whose answers are kept about
    the row that `act` returns; where it returns none, nobody was asked. context: what the template
    takes besides. What the act refuses as Invalid or Conflict stands on the form, with all that
    was typed, and nothing of it is done.
    """
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                _do(request, form, act, asked)
            except (Invalid, Conflict) as error:
                form.add_error(None, error.message)
                status = error.status
            else:
                messages.success(request, str(done))
                return redirect(back)
        if version is not None:
            renew(form, version())
    shown = {"form": form, "title": title, "back_url": back, **context}
    if asked is not None:
        shown["questions"] = asked.questions
    page = template or (WITH_QUESTIONS if asked is not None else FORM_PAGE)
    return render(request, page, shown, status=status)


@transaction.atomic
def _do(
    request: ViewerRequest,
    form: forms.Form,
    act: Callable[[dict[str, Any]], object],
    asked: Asked | None,
) -> None:
    """The act and the answers given with it: both or neither."""
    made = act(form.cleaned_data)
    if asked is not None and made is not None:
        asked.keep(made, once_key_of(request))


def renew(form: forms.Form, version: int) -> None:
    """Let the form stand on what is there now: who has read the refusal may send it again."""
    data = cast("QueryDict", form.data).copy()
    data["version"] = str(version)
    form.data = data


def ask_at(request: ViewerRequest, place: str, file: AssistanceFile) -> Asked:
    """The office's questions at a place, for `act_page`."""
    return Asked(place, request.viewer, file, request.POST if request.method == "POST" else None)
