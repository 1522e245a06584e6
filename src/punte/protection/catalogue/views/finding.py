"""Who can take this person today."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control

from punte.core.access.door import Permission, ViewerRequest, requires
from punte.core.agencies.door import Service
from punte.protection.catalogue.forms.find import NeedsForm
from punte.protection.catalogue.places import place_of
from punte.protection.catalogue.queries import Match, who_can_take
from punte.protection.catalogue.rules import Says, Tier
from punte.protection.persons.door import Person, get_person, note_reading

SHOWN = 30
TONES = {Says.FOR: "ok", Says.AGAINST: "warning", Says.UNKNOWN: "plain", Says.DELAY: "warning"}


@cache_control(no_store=True)
@requires(Permission.SEE_DIRECTORY)
def who(request: ViewerRequest) -> HttpResponse:
    """For needs that are typed in; they are sent, never part of an address."""
    service = asked_service(request)
    return answered(request, {"service": service, "place": ""}, None)


@cache_control(no_store=True)
@requires(Permission.SEND_REFERRAL)
def who_for(request: ViewerRequest, person_id: UUID) -> HttpResponse:
    """For a person in one's care, by what the file says; reading it is an entry in the ledger."""
    person = get_person(request.viewer, person_id)
    note_reading(request.viewer, person, "operational")
    return answered(request, {**known_needs(person), "service": asked_service(request)}, person)


def asked_service(request: ViewerRequest) -> str:
    service = request.GET.get("service", "")
    return service if service in Service.values else ""


def known_needs(person: Person) -> dict[str, Any]:
    """What the file says of a person, as initial values of the form."""
    places = (place_of(person.district, code) for code in (person.found_in, person.jurisdiction))
    return {
        "place": next(filter(None, places), ""),
        "sex": person.sex,
        "age_band": person.age_band,
        "language": person.language,
    }


def answered(request: ViewerRequest, known: dict[str, Any], person: Person | None) -> HttpResponse:
    """The form, and below it the answer once a service is chosen."""
    data = request.POST if request.method == "POST" else known if known["service"] else None
    if data is known:
        data = {"sex": "unknown", "age_band": "unknown", **known}
    form = NeedsForm(data, initial=known)
    found = who_can_take(request.viewer, form.wanted()) if data and form.is_valid() else None
    context = {
        "form": form,
        "person": person,
        "asked": found is not None,
        "groups": groups(found or [], person),
        "back_url": reverse("protection:referral_new", args=[person.pk]) if person else "",
    }
    return render(request, "catalogue/who.html", context)


def groups(found: list[Match], person: Person | None) -> list[dict[str, Any]]:
    """Today, later, not at all: each with its first offers and how many there are."""
    titles = {
        Tier.TODAY: _("Can take the person today"),
        Tier.LATER: _("Full, closed or with a wait"),
        Tier.NOT: _("Cannot take the person"),
    }
    made = []
    for tier, title in titles.items():
        own = [match for match in found if match.judged.tier == tier]
        made.append(
            {
                "title": title,
                "count": len(own),
                "matches": [line(match, person) for match in own[:SHOWN]],
                "more": max(0, len(own) - SHOWN),
                "folded": tier is Tier.NOT,
            }
        )
    return made


def line(match: Match, person: Person | None) -> dict[str, Any]:
    offer, reasons = match.offer, match.judged.reasons
    refer = reverse("protection:referral_new", args=[person.pk]) if person else ""
    return {
        "offer": offer,
        "reasons": [
            {"text": reason.text, "tone": TONES.get(reason.says, "late"), "says": reason.says}
            for reason in reasons
        ],
        "refer_url": f"{refer}?service={offer.service}&desk={offer.desk_id}"
        if person and match.judged.tier is not Tier.NOT
        else "",
    }
