"""A referral: made in three short pages, moved from its own page by either side."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from punte.core.access.door import Permission, Viewer, ViewerRequest, requires
from punte.core.agencies.door import Service, ask_again, recently_authenticated
from punte.core.errors import Invalid, NotHere
from punte.core.ledger.door import record
from punte.core.once import derived_key, once_key_of
from punte.core.vault.door import Kind
from punte.protection.persons.door import IdentityReason, Person, get_person
from punte.protection.referral.actions.move import mark_seen, move_referral
from punte.protection.referral.actions.send import (
    Ask,
    draft_referral,
    open_shared_identity,
    send_referral,
)
from punte.protection.referral.fields import FIELDS, identity_kinds
from punte.protection.referral.forms.referral import (
    AskForm,
    DeskForm,
    MoveForm,
    ServiceForm,
    end_of,
)
from punte.protection.referral.machine import (
    LABELS,
    MOVES,
    Move,
    Side,
    State,
    moves_from,
)
from punte.protection.referral.models import Referral
from punte.protection.referral.models.words import LegalBasis
from punte.protection.referral.page_actions import offered
from punte.protection.referral.queries.referral import (
    events_of,
    get_referral,
    snapshot_of,
    words_of,
)
from punte.protection.referral.shown_values import shown_values
from punte.protection.referral.views.without_consent import ask_for_draft


@requires(Permission.SEND_REFERRAL)
def new_referral(request: ViewerRequest, person_id: UUID) -> HttpResponseBase:
    """First the service, then the desk, then what is shared; back keeps what was chosen."""
    person = get_person(request.viewer, person_id)
    service = request.GET.get("service", "")
    if service not in Service.values:
        return first_page(request, person)
    if not request.GET.get("desk"):
        return second_page(request, person, service)
    return third_page(request, person, service)


def first_page(request: ViewerRequest, person: Person) -> HttpResponse:
    form = ServiceForm(request.GET if "service" in request.GET else None)
    return page(request, person, form, _("New referral"), _("Continue"), method="get")


def second_page(request: ViewerRequest, person: Person, service: str) -> HttpResponse:
    form = DeskForm(service=service, initial={"desk": request.GET.get("from")})
    hidden = {"service": service, "redirected_from": request.GET.get("redirected_from", "")}
    return page(
        request, person, form, _("New referral"), _("Continue"), method="get", hidden=hidden
    )


def third_page(request: ViewerRequest, person: Person, service: str) -> HttpResponseBase:
    chosen = DeskForm(request.GET, service=service)
    if not chosen.is_valid():
        return second_page(request, person, service)
    desk = chosen.cleaned_data["desk"]
    form = AskForm(
        request.POST or None, may_override=request.viewer.may(Permission.OVERRIDE_CONSENT)
    )
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        ask = Ask(
            desk=desk,
            service=service,
            fields=values["fields_shared"],
            access_until=end_of(values["access_until"]),
            basis=LegalBasis(values["basis"]),
            message=values["message"],
            urgent=values["urgent"],
            live_link=values["live_link"],
            redirected_from=as_uuid(request.GET.get("redirected_from")),
        )
        try:
            return keep_and_send(request, person, ask)
        except Invalid as error:
            form.add_error(None, error.message)
    context = {"desk": desk, "service": Service(service).label, "person": person}
    return page(request, person, form, str(desk), _("Send"), extra=context)


def keep_and_send(request: ViewerRequest, person: Person, ask: Ask) -> HttpResponseBase:
    key = once_key_of(request)
    row = draft_referral(by=request.viewer, person=person.id, ask=ask, request_key=key)
    if request.POST.get("keep") == "draft":
        messages.success(request, _("Kept as a draft. Nobody else sees it."))
    elif (asked := ask_for_draft(request, row)) is not None:
        return asked
    else:
        send_referral(by=request.viewer, referral=row.id, request_key=derived_key(key, "send"))
        messages.success(request, _("Sent. The clock for the answer runs."))
    return redirect("protection:referral", row.id)


def as_uuid(text: str | None) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return None


def page(
    request: ViewerRequest,
    person: Person,
    form: Any,
    title: str,
    submit: str,
    *,
    method: str = "post",
    hidden: dict[str, str] | None = None,
    extra: dict[str, Any] | None = None,
) -> HttpResponse:
    context = {
        "form": form,
        "title": title,
        "submit": submit,
        "person": person,
        "method": method,
        "hidden": hidden or {},
        "may_draft": method == "post",
        "back_url": reverse("protection:person", args=[person.id]),
        **(extra or {}),
    }
    return render(request, "referral/referral/new.html", context)


@require_GET
@requires(Permission.SIGNED_IN)
def referral(request: ViewerRequest, referral_id: UUID) -> HttpResponse:
    """One referral, from one's own side of it."""
    row = get_referral(request.viewer, referral_id)
    if mark_seen(by=request.viewer, referral=row).version != row.version:
        row = get_referral(request.viewer, referral_id)
    record(
        action="referral.read",
        by=request.viewer,
        subject=row.person_id,
        owners=[row.owner],
        detail={"referral": str(row.id), "fields": list(row.fields)},
    )
    return render(request, "referral/referral/detail.html", referral_page(request, row))


def referral_page(request: ViewerRequest, row: Referral) -> dict[str, Any]:
    viewer = request.viewer
    snapshot = snapshot_of(viewer, row)
    sides = sides_of(viewer, row)
    access_ended = snapshot is None and row.state != State.DRAFT
    words = words_of(viewer, referral=row.id)
    return {
        "referral": row,
        "message": words.get(None, ""),
        "sends": Side.SENDER in sides,
        "receives": Side.RECEIVER in sides,
        "moves": [move for side in sides for move in moves_from(State(row.state), side)],
        "is_draft": row.state == State.DRAFT,
        "state_label": LABELS[State(row.state)],
        "events": [event_line(event, words.get(event.pk, "")) for event in events_of(row)],
        "shared": shown_values(snapshot.values) if snapshot else [],
        "identity_shared": [FIELDS[key].label for key in identity_kinds(row.fields)],
        "may_open_identity": bool(
            snapshot
            and identity_kinds(row.fields)
            and Side.RECEIVER in sides
            and viewer.may(Permission.OPEN_IDENTITY)
        ),
        "reason_form": IdentityReason(),
        "access_ended": access_ended,
        "offers": offered(viewer, row) if Side.RECEIVER in sides else [],
    }


def sides_of(viewer: Viewer, row: Referral) -> list[Side]:
    """The sides that the viewer stands on: one, none for an onlooker, seldom both."""
    sides = []
    if viewer.agency_audience == row.owner and viewer.may(Permission.SEND_REFERRAL):
        sides.append(Side.SENDER)
    if row.desk.audience in viewer.audiences and viewer.may(Permission.ANSWER_REFERRAL):
        sides.append(Side.RECEIVER)
    return sides


def event_line(event: Any, note: str) -> dict[str, Any]:
    """A move in the timeline; its words are part of what was shared and close with it."""
    return {
        "when": event.at,
        "title": LABELS[State(event.to_state)],
        "text": note,
        "reason": dict(MOVES[event.move].reasons).get(event.reason, ""),
        "who": f"{event.by.name} · {event.agency.name}" if event.by else _("By the clock"),
    }


@requires(Permission.SIGNED_IN)
def move(request: ViewerRequest, referral_id: UUID, name: str) -> HttpResponseBase:
    """One move: a page for its words, then the act. Both sides use it; the action says who may."""
    chosen = MOVES.get(name)
    if chosen is None or not chosen.by_hand:
        raise NotHere(what=f"referral.{name[:20]}")
    row = get_referral(request.viewer, referral_id)
    data = request.POST if request.method == "POST" else None
    form = MoveForm(data, move=chosen, service=row.service, initial={"version": row.version})
    if data is not None and form.is_valid():
        make(request, row, chosen, form.cleaned_data)
        messages.success(request, _("Done: %(step)s.") % {"step": chosen.label})
        return redirect("protection:referral", row.id)
    return render(
        request,
        "ui/form_page.html",
        {
            "form": form,
            "title": chosen.label,
            "submit": chosen.label,
            "lead": f"{row} · {row.desk}",
            "back_url": reverse("protection:referral", args=[row.id]),
            "danger": chosen.name in {"withdraw", "decline", "unsafe"},
        },
    )


def make(request: ViewerRequest, row: Referral, chosen: Move, values: dict[str, Any]) -> None:
    move_referral(
        by=request.viewer,
        referral=row.id,
        move=chosen.name,
        request_key=once_key_of(request),
        version=values.get("version"),
        note=values.get("note", ""),
        reason=values.get("reason", ""),
        suggested_desk=values.get("suggested_desk"),
    )


@require_POST
@requires(Permission.SEND_REFERRAL)
def send_draft(request: ViewerRequest, referral_id: UUID) -> HttpResponseBase:
    """Send a kept draft."""
    row = get_referral(request.viewer, referral_id)
    if row.state == State.DRAFT and (asked := ask_for_draft(request, row)) is not None:
        return asked
    send_referral(by=request.viewer, referral=row.id, request_key=derived_key(row.id, "send"))
    return redirect("protection:referral", referral_id)


@require_POST
@requires(Permission.OPEN_IDENTITY)
def shared_identity(request: ViewerRequest, referral_id: UUID) -> HttpResponseBase:
    """The receiver opens the identity that came with the referral."""
    row = get_referral(request.viewer, referral_id)
    if not recently_authenticated(request):
        return ask_again(request, back=reverse("protection:referral", args=[row.id]))
    form = IdentityReason(request.POST)
    if not form.is_valid():
        raise Invalid(_("Say in at least 10 characters why you open it."))
    values = open_shared_identity(
        by=request.viewer, referral=row.id, reason=form.cleaned_data["reason"]
    )
    context = {
        **referral_page(request, row),
        "identity": True,
        "identity_rows": [
            {"label": Kind(kind).label, "value": ", ".join(texts)} for kind, texts in values.items()
        ],
        "identity_seconds": 60,
    }
    response = render(request, "referral/referral/detail.html", context)
    response["Cache-Control"] = "no-store"
    return response
