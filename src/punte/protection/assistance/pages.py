"""A page that asks for one act on a file and does it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from punte.core.access.door import ViewerRequest
from punte.core.errors import Invalid


def act_page(
    request: ViewerRequest,
    form: forms.Form,
    *,
    act: Callable[[dict[str, Any]], object],
    back: str,
    title: object,
    done: object,
    **context: Any,
) -> HttpResponseBase:
    """Show the form; when it is sent and valid do `act` with its values and go back.

    back: where one came from, and returns to. done: said after the act. context: what
    `ui/form_page.html` takes besides. What the act calls Invalid stands on the form.
    """
    if request.method == "POST" and form.is_valid():
        try:
            act(form.cleaned_data)
        except Invalid as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, str(done))
            return redirect(back)
    shown = {"form": form, "title": title, "back_url": back, **context}
    return render(request, "ui/form_page.html", shown)
