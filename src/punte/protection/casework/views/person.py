"""Persons: the list and the case file."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from punte.core.access.door import Permission, ViewerRequest, requires
from punte.core.agencies.door import ask_again, recently_authenticated
from punte.core.deadlines.door import clocks_about
from punte.core.errors import Invalid
from punte.core.vault.door import open_identity
from punte.protection.assistance.door import file_of_person
from punte.protection.casework.queries.timeline import timeline
from punte.protection.duplicates.door import advice_for
from punte.protection.persons.door import (
    SIGHT_CLASSES,
    Exploitation,
    IdentityReason,
    Person,
    RiskFactor,
    Sex,
    Status,
    country_name,
    get_person,
    language_name,
    note_reading,
    seen_lately,
    who_may_see,
)
from punte.protection.referral.door import FIELDS, consents_of, identity_kinds, referrals_of

IDENTITY_SECONDS = 60
IDENTITY_KINDS = identity_kinds(FIELDS)


@require_GET
@requires(Permission.SEE_PERSONS)
def person(request: ViewerRequest, person_id: UUID) -> HttpResponse:
    """The case file. Reading it is an entry in the ledger."""
    row = get_person(request.viewer, person_id)
    note_reading(request.viewer, row, "case file")
    return render(request, "casework/person/detail.html", case_file(request, row))


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
        "advice": advice_for(viewer, row),
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
        "file": file_of_person(viewer, row.id) if viewer.may(Permission.SEE_FILES) else None,
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
    "open_file": Permission.WORK_FILES,
}
SIGHT_LABELS = {
    "operational": gettext_lazy("Case"),
    "identity": gettext_lazy("Identity"),
    "medical": gettext_lazy("Medical"),
    "legal": gettext_lazy("Legal"),
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
        return ask_again(request, back=row.get_absolute_url())
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
    response = render(request, "casework/person/detail.html", context)
    response["Cache-Control"] = "no-store"
    return response
