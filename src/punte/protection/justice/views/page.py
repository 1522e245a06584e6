"""The tab of a way through justice."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from punte.core.access.door import Permission, ViewerRequest, requires
from punte.protection.assistance.door import file_frame, note_reading
from punte.protection.justice.actions.common import see_file
from punte.protection.justice.instruments import measure_named, right_named
from punte.protection.justice.labels import money
from punte.protection.justice.models import Claim
from punte.protection.justice.models.words import (
    AskState,
    ClaimState,
    HearingState,
    SessionState,
    SpecialMeasure,
    Understood,
)
from punte.protection.justice.queries.way import Way, way_of
from punte.protection.justice.told import events_of
from punte.protection.persons.door import language_name

DECIDED = {ClaimState.GRANTED_PART, ClaimState.GRANTED_FULL, ClaimState.PAID_PART, ClaimState.PAID}


def tab_url(file_id: UUID) -> str:
    return reverse("protection:justice", args=[file_id])


@require_GET
@requires(Permission.SEE_FILES)
def justice(request: ViewerRequest, file_id: UUID) -> HttpResponse:
    """The way from the rights to the payment. Reading it is an entry in the ledger."""
    viewer = request.viewer
    file = see_file(viewer, file_id)
    note_reading(viewer, file, "justice")
    way = way_of(viewer, file)
    context = file_frame(
        viewer,
        file,
        "justice",
        way=way,
        steps=way_steps(way),
        events=events_of(way)[:20],
        talks=[(row, [right_named(key).label for key in row.rights], language_name(row.language))
               for row in way.talks],
        measures=[(row, measure_named(row.kind)) for row in way.measures],
        hearings=[(row, measures_in_words(row.measures), language_name(row.interpreter))
                  for row in way.hearings],
        again=len(way.standing) > 1,
    )  # fmt: skip
    return render(request, "justice/justice.html", context)


def measures_in_words(keys: list[str]) -> str:
    return ", ".join(str(SpecialMeasure(key).label) for key in keys)


def way_steps(way: Way) -> list[dict[str, Any]]:
    """The whole way as a picture; of several claims the one that came furthest counts."""
    claim = furthest(way.claims)
    state = claim.state if claim else ""
    reached = [
        (_("Rights explained"), any(row.understood == Understood.YES for row in way.talks), ""),
        (_("Legal aid"), any(row.state == AskState.GRANTED for row in way.aid), ""),
        (_("Story told"), any(row.state == SessionState.HELD for row in way.sessions), ""),
        (_("In court"), any(row.state == HearingState.HELD for row in way.hearings), ""),
        (_("Claim lodged"), bool(state) and state != ClaimState.PREPARED, ""),
        (_("Claim granted"), state in DECIDED, money_of(claim, "granted")),
        (_("Paid"), state == ClaimState.PAID, money_of(claim, "paid")),
    ]
    return marked(reached)


def furthest(claims: list[Claim]) -> Claim | None:
    order = list(ClaimState.values)
    alive = [row for row in claims if row.state != ClaimState.WITHDRAWN]
    return max(alive, key=lambda row: (row.paid, order.index(row.state)), default=None)


def money_of(claim: Claim | None, name: str) -> str:
    amount = getattr(claim, name) if claim else None
    return money(amount, claim.currency) if claim and amount else ""


def marked(reached: list[tuple[str, bool, str]]) -> list[dict[str, Any]]:
    """Steps for the ladder: the first that is not reached is the present one; one not reached
    before a later one that is was left out.
    """
    last = max((place for place, row in enumerate(reached) if row[1]), default=-1)
    return [
        {"label": label, "detail": detail, "state": state_of(place, done, last)}
        for place, (label, done, detail) in enumerate(reached)
    ]


def state_of(place: int, done: bool, last: int) -> str:
    if done:
        return "done"
    if place < last:
        return "skipped"
    return "current" if place == last + 1 else "todo"
