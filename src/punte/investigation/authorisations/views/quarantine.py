"""Product that lies unread: its facts, and what becomes of it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from punte.core.access.door import Permission, ViewerRequest, get_visible, requires
from punte.investigation.authorisations.actions.deciding import (
    confirm_destruction,
    decide,
    send_back,
)
from punte.investigation.authorisations.forms.acts import DecideForm, SecondForm
from punte.investigation.authorisations.models import Quarantine
from punte.investigation.cases.door import case_frame, get_case, note_reading
from punte.ui.acts import act_page

S = Quarantine.State


def _seen(request: ViewerRequest, key: UUID) -> Quarantine:
    return get_visible(Quarantine, viewer=request.viewer, pk=key)


@require_GET
@requires(Permission.SEE_CASES)
def one(request: ViewerRequest, quarantine_id: UUID) -> HttpResponse:
    """The facts: when, how long, why. Nobody reads it here."""
    viewer = request.viewer
    row = _seen(request, quarantine_id)
    case = get_case(viewer, row.case_id)
    note_reading(viewer, case, "quarantine", quarantine=str(row.pk))
    mine = row.privileged and row.taken_by_id == viewer.account_id
    context = case_frame(
        viewer,
        case,
        "authorisations",
        row=row,
        may_decide=row.state == S.WAITING and viewer.may(Permission.GRANT_MEASURE) and not mine,
        may_second=row.state in {S.TO_RETURN, S.TO_DESTROY}
        and viewer.may(Permission.WORK_CASES)
        and row.decided_by_id != viewer.account_id,
    )
    return render(request, "authorisations/quarantine.html", context)


@requires(Permission.GRANT_MEASURE)
def decision(request: ViewerRequest, quarantine_id: UUID) -> HttpResponseBase:
    """The prosecutor's decision, by the court's document."""
    row = _seen(request, quarantine_id)

    def act(values: dict[str, Any]) -> object:
        return decide(by=request.viewer, key=row.pk, **values)

    return act_page(
        request,
        DecideForm(request.POST or None, request.FILES or None, initial={"version": row.version}),
        act=act,
        back=row.get_absolute_url(),
        title=_("Decide on unread product"),
        done=_("The decision is kept."),
        version=lambda: _seen(request, quarantine_id).version,
        lead=row.get_why_display(),
        multipart=True,
    )


@requires(Permission.WORK_CASES)
def second(request: ViewerRequest, quarantine_id: UUID) -> HttpResponseBase:
    """A second person agrees to the destruction, or does not."""
    row = _seen(request, quarantine_id)

    def act(values: dict[str, Any]) -> object:
        do = confirm_destruction if values["agree"] == "yes" else send_back
        return do(by=request.viewer, key=row.pk, version=values["version"])

    return act_page(
        request,
        SecondForm(request.POST or None, initial={"version": row.version}),
        act=act,
        back=row.get_absolute_url(),
        title=_("Second person for a destruction"),
        done=_("Your answer is kept."),
        version=lambda: _seen(request, quarantine_id).version,
        lead=row.get_why_display(),
        danger=True,
    )
