"""Persons: the list and the case file."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from punte.core.access.door import Permission, ViewerRequest, requires
from punte.core.agencies.door import ask_again, recently_authenticated
from punte.core.deadlines.door import clocks_about
from punte.core.errors import Invalid
from punte.core.ledger.door import record
from punte.core.vault.door import open_identity
from punte.protection.actions.person import edit_person
from punte.protection.countries import country_name, language_name
from punte.protection.forms.person import IdentityReason, PersonFacts, PersonFilter
from punte.protection.models import Person
from punte.protection.models.words import Exploitation, RiskFactor, Sex, Status
from punte.protection.queries.consent import consents_of
from punte.protection.queries.person import (
    SIGHT_CLASSES,
    filtered,
    get_person,
    own_persons,
    seen_lately,
    shared_persons,
    who_may_see,
)
from punte.protection.queries.referral import referrals_of
from punte.protection.queries.timeline import timeline
from punte.protection.referral_fields import FIELDS, identity_kinds
from punte.ui.tables import Column, Saved, Table

IDENTITY_SECONDS = 60
IDENTITY_KINDS = identity_kinds(FIELDS)


def person_url(row: Person) -> str:
    return reverse("protection:person", args=[row.id])


def table_columns() -> list[Column]:
    return [
        Column("person", _("Person"), value=str, head=True, link=person_url),
        Column("status", _("Status"), value=lambda row: row.get_status_display(), sort="status"),
        Column("age", _("Age"), value=lambda row: row.get_age_band_display()),
        Column("form", _("Form"), value=lambda row: row.get_exploitation_display()),
        Column("district", _("District")),
        Column(
            "caseworker",
            _("Caseworker"),
            value=lambda row: row.caseworker.name if row.caseworker else "",
        ),
        Column("notified", _("Notified"), value="notified_at", shown=False),
        Column("changed", _("Changed"), value="changed_at", sort="changed_at"),
    ]


@require_GET
@requires(Permission.SEE_PERSONS)
def persons(request: ViewerRequest) -> HttpResponse:
    """Own persons, or those shared with one, with filters that never hold a name."""
    shared = request.GET.get("shared") == "1"
    form = PersonFilter(request.GET)
    rows = shared_persons(request.viewer) if shared else own_persons(request.viewer)
    if form.is_valid():
        rows = filtered(
            rows,
            status=form.cleaned_data["status"],
            age_band=form.cleaned_data["age_band"],
            exploitation=form.cleaned_data["exploitation"],
            stage=form.cleaned_data["stage"],
            text=form.cleaned_data["code"],
            mine=request.viewer.account_id if form.cleaned_data["mine"] else None,
        )
    table = Table(
        name="persons",
        columns=table_columns(),
        rows=rows,
        params=request.GET,
        caption=_("Persons"),
        default_sort="-changed",
        count_to=1000,
        filters=form,
        saved=[
            Saved(_("Our agency"), ""),
            Saved(_("Mine"), "mine=on"),
            Saved(_("Shared with us"), "shared=1"),
        ],
        empty_title=_("No person here yet"),
        empty_text=_("Persons appear when a notification is taken up."),
    )
    return render(request, "protection/person/list.html", {"table": table})


@require_GET
@requires(Permission.SEE_PERSONS)
def person(request: ViewerRequest, person_id: UUID) -> HttpResponse:
    """The case file. Reading it is an entry in the ledger."""
    row = get_person(request.viewer, person_id)
    record(
        action="person.read",
        by=request.viewer,
        subject=row.id,
        owners=[row.owner],
        detail={"fields": ["case file"]},
    )
    return render(request, "protection/person/detail.html", case_file(request, row))


def case_file(request: ViewerRequest, row: Person) -> dict[str, Any]:
    """All that the case file shows."""
    viewer = request.viewer
    referrals = list(referrals_of(row.id, viewer)[:20])
    owns = row.owner == viewer.agency_audience
    sights = who_may_see(viewer, row, [referral.id for referral in referrals])
    return {
        "person": row,
        "owns": owns,
        "ladder": ladder_steps(row),
        "timeline": timeline(viewer, row),
        "referrals": referrals,
        "consents": list(consents_of(row, viewer)[:20]),
        "clocks": clocks_about(viewer, [row.id]).get(row.id, []),
        "sight_columns": [SIGHT_LABELS[name] for name in SIGHT_CLASSES],
        "sights": [
            {
                "label": sight.recipient,
                "cells": [name in sight.classes for name in SIGHT_CLASSES],
                "until": sight.until,
            }
            for sight in sights
        ],
        "seen": seen_lately(viewer, row),
        "may": {name: owns and viewer.may(key) for name, key in MAY.items()},
        "nationality": country_name(row.nationality),
        "language": language_name(row.language),
        "summary": summary_of(row),
        "risks": [str(RiskFactor(key).label) for key in row.risk_factors],
        "reason_form": IdentityReason(),
        "breadcrumbs": [{"label": _("Persons"), "url": reverse("protection:persons")}],
    }


MAY = {
    "refer": Permission.SEND_REFERRAL,
    "screen": Permission.SCREEN,
    "consent": Permission.RECORD_CONSENT,
    "propose": Permission.PROPOSE_STATUS,
    "edit": Permission.EDIT_PERSON,
    "open_identity": Permission.OPEN_IDENTITY,
}
SIGHT_LABELS = {
    "operational": _("Case"),
    "identity": _("Identity"),
    "medical": _("Medical"),
    "legal": _("Legal"),
}


def summary_of(row: Person) -> list[str]:
    """Who it is in a line, of what is known: age, sex, form, country, district."""
    known = [
        str(row.get_age_band_display()),
        "" if row.sex == Sex.UNKNOWN else str(row.get_sex_display()),
        "" if row.exploitation == Exploitation.UNKNOWN else str(row.get_exploitation_display()),
        country_name(row.nationality),
        row.district,
    ]
    return [words for words in known if words]


def ladder_steps(row: Person) -> list[dict[str, Any]]:
    """Notified → screened → presumed → identified → assisted → loop closed."""
    presumed = row.status in {Status.PRESUMED, Status.IDENTIFIED}
    reached = [
        (_("Notified"), row.notified_at, True),
        (_("Screened"), row.screened_at, bool(row.screened_at)),
        (_("Presumed victim"), None, presumed),
        (_("Identified"), row.identified_at, row.status == Status.IDENTIFIED),
        (_("Assisted"), row.assisted_at, bool(row.assisted_at)),
        (_("Loop closed"), row.closed_at, bool(row.closed_at)),
    ]
    last = max(index for index, step in enumerate(reached) if step[2])
    return [
        {
            "label": label,
            "detail": date_format(localtime(when), "DATE_FORMAT") if when else "",
            "state": "current" if index == last else "done" if done else state_of(index, last),
        }
        for index, (label, when, done) in enumerate(reached)
    ]


def state_of(index: int, last: int) -> str:
    return "skipped" if index < last else "todo"


@require_POST
@requires(Permission.OPEN_IDENTITY)
def identity(request: ViewerRequest, person_id: UUID) -> HttpResponseBase:
    """Open identity in place, for a minute, with a reason, after a recent sign-in."""
    row = get_person(request.viewer, person_id)
    if not recently_authenticated(request):
        return ask_again(request, back=person_url(row))
    form = IdentityReason(request.POST)
    if not form.is_valid():
        raise Invalid(_("Say in at least 10 characters why you open it."))
    values = open_identity(
        by=request.viewer,
        subject=row.id,
        kinds=IDENTITY_KINDS,
        reason=form.cleaned_data["reason"],
    )
    context = {
        **case_file(request, row),
        "identity": True,
        "identity_rows": [
            {"label": kind.label, "value": ", ".join(texts)} for kind, texts in values.items()
        ],
        "identity_seconds": IDENTITY_SECONDS,
    }
    response = render(request, "protection/person/detail.html", context)
    response["Cache-Control"] = "no-store"
    return response


@requires(Permission.EDIT_PERSON)
def edit(request: ViewerRequest, person_id: UUID) -> HttpResponseBase:
    """Facts of the case that are not identity."""
    row = get_person(request.viewer, person_id)
    form = PersonFacts(request.POST or None, initial=PersonFacts.initial_of(row))
    if request.method == "POST" and form.is_valid():
        edit_person(by=request.viewer, person=row.id, values=form.cleaned_data)
        return redirect(person_url(row))
    return render(
        request,
        "ui/form_page.html",
        {
            "form": form,
            "title": _("Facts of the case"),
            "submit": _("Save"),
            "back_url": person_url(row),
        },
    )
