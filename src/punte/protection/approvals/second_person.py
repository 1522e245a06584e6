"""The page that stands before an act which wants a second person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from django.contrib import messages
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from punte.core.access.door import ViewerRequest
from punte.core.errors import Conflict
from punte.core.once import once_key_of
from punte.protection.approvals.actions import Wish, ask_approval
from punte.protection.approvals.acts import find_act
from punte.protection.approvals.approvers import approvers_for_act
from punte.protection.approvals.forms import AskForm
from punte.protection.approvals.queries import must_ask, open_approval

ASK = "ask_second_person"


def second_person(
    request: ViewerRequest, wish: Wish, *, action: str = "", kept: Sequence[tuple[str, str]] = ()
) -> HttpResponseBase | None:
    """None when the viewer may do the act now; else the page that asks a second person.

    wish: what is wanted; its reason is where the form begins. action: where the form is sent, the
    page itself by default, which then calls this again. kept: hidden values the page needs for it.
    """
    viewer = request.viewer
    if not must_ask(viewer, wish.act, wish.about_id):
        return None
    waiting = open_approval(viewer, wish.act, wish.about_id)
    asking = request.method == "POST" and ASK in request.POST
    form = AskForm(request.POST if asking else None, initial={"reason": wish.reason}, prefix=ASK)
    if asking and waiting is None and form.is_valid():
        asked = replace(wish, reason=form.cleaned_data["reason"])
        try:
            row = ask_approval(by=viewer, wish=asked, request_key=once_key_of(request))
        except Conflict as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("Asked. You are told when a second person has decided."))
            return redirect(row)
    context = {
        "form": form,
        "title": find_act(wish.act).name,
        "waiting": waiting,
        "action": action or request.get_full_path(),
        "kept": kept,
        "mark": ASK,
        "approvers": approvers_for_act(viewer, wish.act),
        "back_url": wish.url,
    }
    status = 200 if request.method == "GET" else 422 if asking else 409
    return render(request, "approvals/second_person.html", context, status=status)
