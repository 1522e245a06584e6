"""Recording what a court or prosecutor ordered."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http.response import HttpResponseBase
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as lazy

from punte.core.access.door import Permission, ViewerRequest, requires
from punte.core.errors import NotHere
from punte.core.once import once_key_of
from punte.investigation.authorisations.actions.order import (
    Ordered,
    confirm_urgent,
    extend,
    record_order,
    record_urgent,
)
from punte.investigation.authorisations.forms.acts import ConfirmForm, MoreForm, OrderForm
from punte.investigation.authorisations.measures import Authority, Identifier
from punte.investigation.authorisations.models import Authorisation
from punte.investigation.authorisations.queries.orders import (
    get_authorisation,
    people_of,
    request_of,
    targets_of,
)
from punte.investigation.cases.door import get_case
from punte.ui.acts import act_page

Kind = tuple[Callable[..., Authorisation], type[OrderForm], str | Promise, str | Promise]
KINDS: dict[str, Kind] = {
    "first": (
        record_order,
        OrderForm,
        lazy("Record the order"),
        lazy("The order is kept. A second person puts it in force."),
    ),
    "provisional": (
        record_urgent,
        OrderForm,
        lazy("Order in urgency"),
        lazy("The order is kept. It lapses unless a judge confirms it in time."),
    ),
    "confirmation": (
        confirm_urgent,
        ConfirmForm,
        lazy("The judge confirmed it"),
        lazy("The confirmation is kept."),
    ),
    "extension": (extend, MoreForm, lazy("Extend the measure"), lazy("The measure goes on.")),
}


@requires(Permission.GRANT_MEASURE)
def record(request: ViewerRequest, authorisation_id: UUID, kind: str) -> HttpResponseBase:
    """A first order, an urgent one, its confirmation, or an extension."""
    if kind not in KINDS:
        raise NotHere(what="read a kind of order")
    viewer = request.viewer
    do, form, title, done = KINDS[kind]
    row = get_authorisation(viewer, authorisation_id)

    def act(values: dict[str, Any]) -> Authorisation:
        version = values.pop("version")
        return do(
            by=viewer,
            authorisation=row.pk,
            version=version,
            order=Ordered(**values),
            request_key=once_key_of(request),
        )

    return act_page(
        request,
        form(
            request.POST or None,
            request.FILES or None,
            zone=row.zone,
            subjects=people_of(viewer, get_case(viewer, row.case_id)),
            initial=_begun(row, kind),
        ),
        act=act,
        back=row.get_absolute_url(),
        template="authorisations/form.html",
        title=title,
        done=done,
        version=lambda: get_authorisation(viewer, row.pk).version,
        lead=f"{row} · {row.rule.source_words}",
        multipart=True,
    )


def _begun(row: Authorisation, kind: str) -> dict[str, Any]:
    """The form begins with what was asked for; the order decides."""
    asked = request_of(row)
    urgent = kind == "provisional"
    return {
        "authority": Authority.PROSECUTOR if urgent else row.rule.authority,
        "target": asked.target,
        "offence": asked.offence,
        "entity": asked.entity,
        "identifiers": [
            (one.kind, one.words)
            for one in targets_of(row, ordered=False).exclude(kind=Identifier.PERSON)
        ],
        "start": asked.wished_start if kind != "confirmation" else None,
        "end": asked.wished_end if kind == "first" else None,
        "version": row.version,
    }
