"""Acts on an authorisation, each a page of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from punte.core.access.door import Permission, ViewerRequest, requires
from punte.core.errors import NotHere
from punte.core.once import once_key_of
from punte.investigation.authorisations.actions.ask import Asked, ask_measure, withdraw
from punte.investigation.authorisations.actions.deciding import destroy_after_term
from punte.investigation.authorisations.actions.life import (
    PutOff,
    activate,
    end_early,
    not_confirmed,
    postpone_notice,
    record_notice,
)
from punte.investigation.authorisations.actions.order import refuse_request
from punte.investigation.authorisations.forms.acts import AskForm, PutOffForm, ReasonForm
from punte.investigation.authorisations.models import Authorisation
from punte.investigation.authorisations.queries.orders import get_authorisation, people_of
from punte.investigation.authorisations.queries.table import measures_in_force
from punte.investigation.cases.door import get_case, zone_of
from punte.ui.acts import act_page
from punte.ui.forms import SureForm

Words = str | Promise
Act = Callable[..., object]
WITH_REASON: dict[str, tuple[Act, Words, Words]] = {
    "withdraw": (withdraw, lazy("Withdraw the request"), lazy("The request is withdrawn.")),
    "refuse": (refuse_request, lazy("Refuse the measure"), lazy("The measure is refused.")),
    "end": (end_early, lazy("End the measure now"), lazy("The measure has ended.")),
    "not_confirm": (
        not_confirmed,
        lazy("The judge did not confirm it"),
        lazy("The order has lapsed; what it brought is sealed."),
    ),
}
PLAINLY: dict[str, tuple[Act, Words, Words, Words]] = {
    "activate": (
        activate,
        lazy("Put the order in force"),
        lazy("Compare the order with what was recorded: target, identifiers, times, conditions."),
        lazy("The order is in force."),
    ),
    "notify": (
        record_notice,
        lazy("The subject was told"),
        lazy("Of the measure, its dates and the way to complain, as the law says."),
        lazy("It is noted that the subject was told."),
    ),
    "destroy": (
        destroy_after_term,
        lazy("Destroy what the measure brought"),
        lazy("It is sealed at once. A second person must agree before it is destroyed."),
        lazy("Sealed; a second person must agree."),
    ),
}


@requires(Permission.ASK_MEASURE)
def ask(request: ViewerRequest, case_id: UUID) -> HttpResponseBase:
    """Ask the prosecutor for a measure."""
    viewer = request.viewer
    case = get_case(viewer, case_id)
    form = AskForm(
        request.POST or None,
        rules=measures_in_force(case.jurisdiction, timezone.localdate()),
        zone=str(zone_of(case)),
        subjects=people_of(viewer, case),
    )

    def act(values: dict[str, Any]) -> Authorisation:
        asked = Asked(**values)
        return ask_measure(by=viewer, case=case_id, asked=asked, request_key=once_key_of(request))

    return act_page(
        request,
        form,
        act=act,
        back=lambda made: made.get_absolute_url(),
        back_url=reverse("investigation:authorisations", args=[case_id]),
        template="authorisations/form.html",
        title=_("Ask for a measure"),
        done=_("Asked. The prosecutor of the case is told."),
        lead=str(case),
        submit=_("Send to the prosecutor"),
    )


@requires(Permission.ASK_MEASURE)
def with_reason(request: ViewerRequest, authorisation_id: UUID, act: str) -> HttpResponseBase:
    """An act that says why; the action says who may."""
    if act not in WITH_REASON:
        raise NotHere(what="read an act on a measure")
    do, title, done = WITH_REASON[act]
    row = get_authorisation(request.viewer, authorisation_id)

    def go(values: dict[str, Any]) -> object:
        return do(by=request.viewer, authorisation=row.pk, **values)

    return _page(request, row, ReasonForm, go, title=title, done=done, danger=True)


@requires(Permission.ASK_MEASURE)
def plainly(request: ViewerRequest, authorisation_id: UUID, act: str) -> HttpResponseBase:
    """An act that needs no words; the action says who may."""
    if act not in PLAINLY:
        raise NotHere(what="read an act on a measure")
    do, title, lead, done = PLAINLY[act]
    row = get_authorisation(request.viewer, authorisation_id)

    def go(values: dict[str, Any]) -> object:
        return do(by=request.viewer, authorisation=row.pk, version=values["version"])

    return _page(request, row, SureForm, go, title=title, done=done, lead=lead, submit=title)


def _page(
    request: ViewerRequest,
    row: Authorisation,
    form: Callable[..., Any],
    act: Callable[[dict[str, Any]], object],
    **context: Any,
) -> HttpResponseBase:
    return act_page(
        request,
        form(request.POST or None, initial={"version": row.version}),
        act=act,
        back=row.get_absolute_url(),
        version=lambda: get_authorisation(request.viewer, row.pk).version,
        **context,
    )


@requires(Permission.GRANT_MEASURE)
def postpone(request: ViewerRequest, authorisation_id: UUID) -> HttpResponseBase:
    """A judge lets the subject be told later."""
    viewer = request.viewer
    row = get_authorisation(viewer, authorisation_id)

    def act(values: dict[str, Any]) -> object:
        version = values.pop("version")
        return postpone_notice(
            by=viewer,
            authorisation=row.pk,
            version=version,
            decision=PutOff(**values),
            request_key=once_key_of(request),
        )

    return act_page(
        request,
        PutOffForm(request.POST or None, zone=row.zone, initial={"version": row.version}),
        act=act,
        back=row.get_absolute_url(),
        title=_("Put the notice to the subject off"),
        done=_("The decision is kept; the clock runs to the new day."),
        version=lambda: get_authorisation(viewer, row.pk).version,
    )
