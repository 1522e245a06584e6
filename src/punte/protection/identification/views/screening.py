"""Screening a person: choose the questions, answer them, read the advice."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from punte.core.access.door import Permission, ViewerRequest, requires
from punte.core.once import once_key_of
from punte.protection.identification.actions.screening import Answers, record_screening
from punte.protection.identification.forms.screening import (
    ACTS,
    NOTE,
    RISKS,
    ScreeningForm,
)
from punte.protection.identification.instruments import INSTRUMENTS, SUGGESTED, instrument_for
from punte.protection.identification.models import Screening
from punte.protection.identification.queries.screening import (
    Change,
    open_screening,
    person_to_screen,
    screenings_of,
    with_changes,
)
from punte.protection.identification.screening_words import DIMENSIONS, FINDINGS
from punte.protection.identification.views.screening_result import result_page
from punte.protection.persons.door import Person


@require_GET
@requires(Permission.SCREEN)
def screenings(request: ViewerRequest, person_id: UUID) -> HttpResponse:
    """Which questions to ask, and the screenings so far with what changed."""
    whom, rows = screenings_of(request.viewer, person_id)
    page = {
        "person": whom,
        "choices": choices_for(whom),
        "events": [event_of(row, change) for row, change in with_changes(rows)],
        "breadcrumbs": person_crumbs(request, whom),
    }
    return render(request, "identification/screening/list.html", page)


def choices_for(whom: Person) -> list[dict[str, Any]]:
    """The instruments, the one that fits what is known marked."""
    fits = SUGGESTED.get(whom.exploitation, "border" if whom.screened_at is None else "labour")
    return [
        {
            "name": name,
            "text": text,
            "count": len(instrument_for(key, whom.age_band).items),
            "url": reverse("protection:screen_with", args=[whom.pk, key]),
            "fits": key == fits,
        }
        for key, (name, text) in INSTRUMENTS.items()
    ]


def event_of(row: Screening, change: Change | None) -> dict[str, Any]:
    """One earlier screening as the timeline takes it."""
    return {
        "when": row.at,
        "title": INSTRUMENTS[row.instrument][0],
        "text": FINDINGS[row.advice["finding"]],
        "who": f"{row.by.name}, {row.agency.name}",
        "reason": change_words(change),
        "url": reverse("protection:screening", args=[row.pk]),
        "link": _("Open the screening"),
    }


def change_words(change: Change | None) -> str:
    """What differs from the screening before, in one sentence; empty for the first."""
    if change is None:
        return ""
    if change.nothing:
        return _("Same answers as the time before.")
    turned = ", ".join(str(DIMENSIONS[name]) for name in change.dimensions)
    if turned:
        return _("Answers that changed: %(count)d. Parts that turned: %(parts)s.") % {
            "count": change.answers,
            "parts": turned,
        }
    return _("Answers that changed: %(count)d. No part turned.") % {"count": change.answers}


def person_crumbs(request: ViewerRequest, whom: Person) -> list[dict[str, Any]]:
    """To the case file for who may open it."""
    if not request.viewer.may(Permission.SEE_PERSONS):
        return [
            {"label": _("Notifications from us"), "url": reverse("protection:notifications_sent")}
        ]
    return [
        {"label": _("Persons"), "url": reverse("protection:persons")},
        {"label": str(whom), "url": reverse("protection:person", args=[whom.pk])},
    ]


@requires(Permission.SCREEN)
def fill_in(request: ViewerRequest, person_id: UUID, key: str) -> HttpResponse:
    """The questions of one instrument for the person's path; kept only whole."""
    whom = person_to_screen(request.viewer, person_id)
    instrument = instrument_for(key, whom.age_band)
    form = ScreeningForm(
        request.POST if request.method == "POST" else None,
        instrument=instrument,
        risk_factors=whom.risk_factors,
    )
    if request.method == "POST" and form.is_valid():
        row = record_screening(
            by=request.viewer,
            person=whom.pk,
            answers=Answers(
                instrument=key,
                items=form.answers(),
                acts=form.cleaned_data[ACTS],
                risk_factors=form.cleaned_data[RISKS],
                note=form.cleaned_data[NOTE],
            ),
            request_key=once_key_of(request),
        )
        messages.success(request, _("The screening is kept."))
        return redirect("protection:screening", row.pk)
    page = {
        "person": whom,
        "form": form,
        "name": INSTRUMENTS[key][0],
        "total": len(instrument.items),
        "back_url": reverse("protection:screen", args=[whom.pk]),
    }
    return render(request, "identification/screening/form.html", page)


@require_GET
@requires(Permission.SCREEN)
def screening(request: ViewerRequest, screening_id: UUID) -> HttpResponse:
    """The result of one screening: advice with its reasons, never a decision."""
    row = open_screening(request.viewer, screening_id)
    page = {
        **result_page(row),
        "person": row.person,
        "may_decide": request.viewer.may(Permission.PROPOSE_STATUS),
        "breadcrumbs": [
            *person_crumbs(request, row.person),
            {"label": _("Screenings"), "url": reverse("protection:screen", args=[row.person_id])},
        ],
    }
    return render(request, "identification/screening/result.html", page)
