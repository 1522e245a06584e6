"""A page that asks for one act and does it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from punte.core.errors import Conflict, Invalid


def act_page(
    request: HttpRequest,
    form: forms.Form,
    *,
    act: Callable[[dict[str, Any]], object],
    back: str | Callable[[Any], str],
    title: object,
    done: object,
    template: str = "ui/form_page.html",
    version: Callable[[], int] | None = None,
    **context: Any,
) -> HttpResponseBase:
    """Show the form; when it is sent and valid do `act` with its values and go back.

    back: where one came from, and returns to; or a function of what `act` returned, and then
    context should hold a `back_url`. done: said after the act. version: what stands now, for a
    form with a hidden `version`. context: what the template takes besides. What the act refuses
    as Invalid or Conflict stands on the form, with all that was typed, and nothing of it is done.
    """
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                with transaction.atomic():
                    made = act(form.cleaned_data)
            except (Invalid, Conflict) as error:
                form.add_error(None, error.message)
                status = error.status
            else:
                messages.success(request, str(done))
                return redirect(back if isinstance(back, str) else back(made))
        if version is not None:
            renew(form, version())
    shown = {"form": form, "title": title, **context}
    if isinstance(back, str):
        shown["back_url"] = back
    return render(request, template, shown, status=status)


def renew(form: forms.Form, version: int) -> None:
    """Let the form stand on what is there now: who has read the refusal may send it again."""
    data = cast("QueryDict", form.data).copy()
    data["version"] = str(version)
    form.data = data
