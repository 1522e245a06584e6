"""The page for breaking the glass."""

from __future__ import annotations

from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from punte.core.access.door import Permission, ViewerRequest, requires
from punte.core.agencies.door import ask_again, recently_authenticated
from punte.core.errors import Invalid
from punte.protection.casework.actions.glass import open_by_code
from punte.protection.casework.forms.glass import GlassForm


@requires(Permission.BREAK_GLASS)
def break_the_glass(request: ViewerRequest) -> HttpResponseBase:
    """Asks for the reason, tells what follows, opens for two hours."""
    if not recently_authenticated(request):
        return ask_again(request, back=reverse("protection:break_glass"))
    form = GlassForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            glass = open_by_code(
                by=request.viewer,
                code=form.cleaned_data["code"],
                reason=form.cleaned_data["reason"],
            )
            return redirect("protection:person", glass.record)
        except Invalid as error:
            form.add_error(None, error.message)
    return render(
        request,
        "ui/form_page.html",
        {
            "form": form,
            "title": _("Break the glass"),
            "lead": _(
                "For danger that cannot wait. You see one file for two hours; the agency that "
                "answers for it and oversight are told at once."
            ),
            "submit": _("Open for two hours"),
            "danger": True,
            "back_url": reverse("protection:search"),
        },
    )
