"""Who may be the same person, and two files side by side."""

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
from punte.core.agencies.door import ask_again, recently_authenticated
from punte.core.errors import Invalid, NotHere
from punte.core.once import once_key_of
from punte.core.vault.door import Kind, has_identity, open_identity
from punte.protection.duplicates.actions import judge_pair
from punte.protection.duplicates.forms import VerdictForm
from punte.protection.duplicates.models import Verdict
from punte.protection.duplicates.queries import (
    advice_for,
    get_pair,
    last_verdict,
    may_be_advised,
    weighed_pair,
)
from punte.protection.duplicates.rules import Says
from punte.protection.persons.door import (
    IdentityReason,
    Person,
    country_name,
    get_person,
    language_name,
    note_reading,
)

KINDS = (
    Kind.GIVEN_NAME, Kind.FAMILY_NAME, Kind.OTHER_NAME, Kind.BIRTH_DATE, Kind.DOCUMENT,
    Kind.PHONE, Kind.EMAIL,
)  # fmt: skip
IDENTITY_SECONDS = 60


@require_GET
@requires(Permission.NOTIFY)
def alike(request: ViewerRequest, person_id: UUID) -> HttpResponse:
    """Everyone who is alike, those with the same name alone too."""
    person = get_person(request.viewer, person_id)
    advice = advice_for(request.viewer, person, by_name=True)
    return render(
        request,
        "duplicates/alike.html",
        {"person": person, "advice": advice, "back_url": back_url(request.viewer, person)},
    )


def back_url(viewer: Viewer, person: Person) -> str:
    """The case file for who may see it, else one's own day."""
    if viewer.may(Permission.SEE_PERSONS):
        return person.get_absolute_url()
    return reverse("protection:today")


def two(request: ViewerRequest, person_id: UUID, other_id: UUID) -> tuple[Person, Person]:
    """Both persons in the order of the address. Raises NotHere."""
    first, second = get_pair(request.viewer, person_id, other_id)
    if not may_be_advised(request.viewer):
        raise NotHere(what="compare identities", subject=person_id)
    return (first, second) if first.id == person_id else (second, first)


@require_GET
@requires(Permission.NOTIFY)
def compare(request: ViewerRequest, person_id: UUID, other_id: UUID) -> HttpResponse:
    """Two files side by side; identities stay closed. Both readings are entries in the ledger."""
    persons = two(request, person_id, other_id)
    for person in persons:
        note_reading(request.viewer, person, "comparison")
    return render(request, "duplicates/compare.html", page(request.viewer, *persons))


def page(viewer: Viewer, one: Person, other: Person) -> dict[str, Any]:
    weighed = weighed_pair(viewer, one, other)
    verdict = last_verdict(viewer, one.id, other.id)
    holds = verdict is not None and verdict.said != Verdict.Said.OPEN
    sealed = [has_identity(viewer, person.id) for person in (one, other)]
    return {
        "one": one,
        "other": other,
        "rows": rows_of(one, other),
        "reasons": [
            {"text": reason.text, "tone": TONES[reason.says]} for reason in weighed.reasons
        ],
        "weighed": weighed,
        "verdict": verdict if holds else None,
        "form": VerdictForm(held=holds, initial={"last": verdict.id if verdict else None}),
        "may_say": viewer.may(Permission.EDIT_PERSON) and all(sealed),
        "may_open": viewer.may(Permission.OPEN_IDENTITY) and any(sealed),
        "reason_form": IdentityReason(),
        "back_url": back_url(viewer, one),
        "may_see_files": viewer.may(Permission.SEE_PERSONS),
    }


TONES = {Says.AGREES: "ok", Says.DIFFERS: "late", Says.NOT_KNOWN: "plain"}


def rows_of(one: Person, other: Person) -> list[dict[str, Any]]:
    """What both files say, without identity."""
    both = (one, other)
    shown: list[tuple[Any, list[Any]]] = [
        (_("Agency"), [person.agency.name for person in both]),
        (_("Notified"), [person.notified_at for person in both]),
        (_("Status"), [person.get_status_display() for person in both]),
        (_("Age"), [person.get_age_band_display() for person in both]),
        (_("Sex"), [person.get_sex_display() for person in both]),
        (_("Nationality"), [country_name(person.nationality) for person in both]),
        (_("Language"), [language_name(person.language) for person in both]),
        (_("District"), [person.district for person in both]),
        (_("Found in"), [country_name(person.found_in) for person in both]),
    ]
    return [
        {"label": label, "values": values, "moment": hasattr(values[0], "year")}
        for label, values in shown
    ]


@require_POST
@requires(Permission.EDIT_PERSON)
def say(request: ViewerRequest, person_id: UUID, other_id: UUID) -> HttpResponse:
    """Keep what one says of the two."""
    one, other = two(request, person_id, other_id)
    form = VerdictForm(request.POST, held=True)
    if not form.is_valid():
        context = {**page(request.viewer, one, other), "form": form}
        return render(request, "duplicates/compare.html", context, status=422)
    row = judge_pair(
        by=request.viewer,
        one=one.id,
        other=other.id,
        request_key=once_key_of(request),
        **form.cleaned_data,
    )
    messages.success(request, SAID[Verdict.Said(row.said)]())
    return redirect("protection:compare", one.id, other.id)


SAID = {
    Verdict.Said.DIFFERENT: lambda: _("Remembered. The two are not proposed again."),
    Verdict.Said.SAME: lambda: _("Remembered. Both files now name the other; nothing is merged."),
    Verdict.Said.OPEN: lambda: _("Open again. The two are proposed while they are alike."),
}


@require_POST
@requires(Permission.OPEN_IDENTITY)
def opened(request: ViewerRequest, person_id: UUID, other_id: UUID) -> HttpResponseBase:
    """Both identities for a minute, with a reason, as far as they are within sight."""
    one, other = two(request, person_id, other_id)
    if not recently_authenticated(request):
        back = reverse("protection:compare", args=[one.id, other.id])
        return ask_again(request, back=back)
    form = IdentityReason(request.POST)
    if not form.is_valid():
        raise Invalid(_("Say in at least 10 characters why you open it."))
    values = [
        open_identity(
            by=request.viewer, subject=person.id, kinds=KINDS, reason=form.cleaned_data["reason"]
        )
        if has_identity(request.viewer, person.id)
        else {}
        for person in (one, other)
    ]
    context = {
        **page(request.viewer, one, other),
        "identity_seconds": IDENTITY_SECONDS,
        "identity": [
            {"label": kind.label, "values": [", ".join(found.get(kind, [])) for found in values]}
            for kind in KINDS
            if any(kind in found for found in values)
        ],
        "opened": True,
    }
    response = render(request, "duplicates/compare.html", context)
    response["Cache-Control"] = "no-store"
    return response
