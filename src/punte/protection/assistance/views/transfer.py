"""Handing a file over to another agency: asked, shown, answered."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from punte.core.access.door import Permission, Viewer, ViewerRequest, requires
from punte.core.agencies.door import Desk
from punte.core.errors import NotHere
from punte.core.once import once_key_of
from punte.protection.approvals.door import must_ask, second_person
from punte.protection.assistance.actions.answer import sides_of, step_transfer
from punte.protection.assistance.actions.transfer import WITHOUT_CONSENT, Offer, ask_transfer
from punte.protection.assistance.forms.transfer import OfferForm, StepForm
from punte.protection.assistance.machine import (
    DECLINE_REASONS,
    STEPS,
    Side,
    State,
    steps_from,
)
from punte.protection.assistance.models import AssistanceFile, Transfer
from punte.protection.assistance.models.words import TransferBasis
from punte.protection.assistance.pages import act_page
from punte.protection.assistance.queries.files import file_of_person, get_file
from punte.protection.assistance.queries.overview import person_url
from punte.protection.assistance.queries.transfers import get_transfer, words_for
from punte.protection.assistance.reading import opened_transfer
from punte.protection.assistance.transfer_facts import shown_facts
from punte.protection.assistance.wishes import wish_for


@requires(Permission.HAND_OVER_FILES)
def offer(request: ViewerRequest, file_id: UUID) -> HttpResponseBase:
    """Ask a desk of another agency to take over."""
    viewer = request.viewer
    file = get_file(viewer, file_id)
    if (page := second_person(request, wish_for(file, "file.transfer"))) is not None:
        return page
    override = viewer.may(Permission.OVERRIDE_CONSENT)
    ask_first = override and must_ask(viewer, "consent.override", file.id)
    without = wish_for(file, "consent.override")
    asks = ask_first and "without_consent" in request.GET
    if asks and (page := second_person(request, without)) is not None:
        return page
    bases = bases_for(viewer, file, without_consent=override and not ask_first)
    form = OfferForm(
        request.POST or None,
        desks=other_desks(viewer.agency_id),
        bases=bases,
        initial={"version": file.version, "basis": bases[0]},
    )

    def act(values: dict[str, Any]) -> None:
        version = values.pop("version")
        asked = Offer(**{**values, "basis": TransferBasis(values["basis"])})
        key = once_key_of(request)
        ask_transfer(by=viewer, file=file.id, offer=asked, request_key=key, version=version)

    return act_page(
        request,
        form,
        act=act,
        back=file.get_absolute_url(),
        title=_("Hand over to another agency"),
        done=_("Asked. The desk's clock runs; the file stays yours until they accept."),
        version=lambda: get_file(viewer, file_id).version,
        template="assistance/offer.html",
        lead=str(file),
        submit=_("Ask the desk"),
        ask_first=ask_first,
    )


def bases_for(
    viewer: Viewer, file: AssistanceFile, *, without_consent: bool
) -> list[TransferBasis]:
    """The grounds one may choose from, the usual one first."""
    usual = TransferBasis.CONSENT if person_url(viewer, file) else TransferBasis.TAKEN
    return [usual, *(WITHOUT_CONSENT if without_consent else ())]


def other_desks(agency_id: int) -> QuerySet[Desk]:
    """Open desks of all other agencies."""
    return (
        Desk.objects.filter(open=True, agency__active=True)
        .exclude(agency=agency_id)
        .select_related("agency")
        .order_by("agency__jurisdiction", "agency__name", "name")
    )


@require_GET
@requires(Permission.SEE_FILES)
def transfer(request: ViewerRequest, transfer_id: UUID) -> HttpResponse:
    """One hand-over, from one's own side of it. Reading it is an entry in the ledger."""
    viewer = request.viewer
    row = opened_transfer(viewer, transfer_id)
    sides = sides_of(viewer, row)
    own = file_of_person(viewer, row.person_id)
    context = {
        "transfer": row,
        "gives": row.owner == viewer.agency_audience,
        "own_file": own,
        "steps": [step for side in sides for step in steps_from(State(row.state), side)],
        "words": words_for(viewer, row),
        "facts": shown_facts(row.facts),
        "reason": decline_words(row),
        "breadcrumbs": [{"label": _("Hand-overs"), "url": reverse("protection:transfers")}],
    }
    return render(request, "assistance/transfer.html", context)


def decline_words(row: Transfer) -> str:
    if row.reason == "consent":
        return _("The person withdrew the consent.")
    return str(dict(DECLINE_REASONS).get(row.reason, ""))


@requires(Permission.HAND_OVER_FILES)
def step(request: ViewerRequest, transfer_id: UUID, name: str) -> HttpResponseBase:
    """One step: a page for its words, then the act. The action says who may."""
    chosen = STEPS.get(name)
    if chosen is None:
        raise NotHere(what=f"transfer.{name[:20]}")
    viewer = request.viewer
    row = get_transfer(viewer, transfer_id)
    form = StepForm(request.POST or None, step=chosen, initial={"version": row.version})

    def act(values: dict[str, Any]) -> None:
        key = once_key_of(request)
        step_transfer(by=viewer, transfer=row.id, step=name, request_key=key, **values)

    return act_page(
        request,
        form,
        act=act,
        back=reverse("protection:transfer", args=[row.id]),
        title=chosen.label,
        done=_("Done: %(step)s.") % {"step": chosen.label},
        version=lambda: get_transfer(viewer, transfer_id).version,
        submit=chosen.label,
        lead=f"{row} · {row.desk if chosen.side == Side.GIVER else row.giver.name}",
        danger=name != "accept",
    )
