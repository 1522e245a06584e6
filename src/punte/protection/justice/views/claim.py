"""A compensation claim: begun, moved, and read."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from punte.core.access.door import Permission, ViewerRequest, requires
from punte.core.errors import NotHere
from punte.core.once import once_key_of
from punte.protection.assistance.door import act_page, file_frame, note_reading
from punte.protection.justice import rules
from punte.protection.justice.actions.claim import Step, Wish, move_claim, prepare_claim
from punte.protection.justice.actions.common import see_file
from punte.protection.justice.forms.claim import ClaimForm, ClaimMoveForm
from punte.protection.justice.labels import money
from punte.protection.justice.models import Claim, ClaimStep
from punte.protection.justice.models.words import ClaimKind, ClaimMove, ClaimState, Currency
from punte.protection.justice.queries.way import get_claim, steps_of
from punte.protection.justice.views.page import marked, tab_url

Event = dict[str, Any]
TONES = {ClaimMove.GRANT: "ok", ClaimMove.PAY: "ok", ClaimMove.REFUSE: "late"}


@requires(Permission.WORK_FILES)
def claim_new(request: ViewerRequest, file_id: UUID) -> HttpResponseBase:
    """Begin a claim."""
    file = see_file(request.viewer, file_id)

    def act(values: dict[str, Any]) -> None:
        wish = Wish(
            **{
                **values,
                "kind": ClaimKind(values["kind"]),
                "currency": Currency(values["currency"]),
            }
        )
        prepare_claim(by=request.viewer, file=file.id, wish=wish, request_key=once_key_of(request))

    return act_page(
        request,
        ClaimForm(request.POST or None),
        act=act,
        back=tab_url(file.id),
        title=_("Compensation claim"),
        lead=str(file),
        done=_("The claim is recorded."),
    )


@require_GET
@requires(Permission.SEE_FILES)
def claim(request: ViewerRequest, claim_id: UUID) -> HttpResponseBase:
    """One claim to its payment. Reading it is an entry in the ledger."""
    row = get_claim(request.viewer, claim_id)
    file = see_file(request.viewer, row.file_id)
    note_reading(request.viewer, file, "justice")
    steps = steps_of(request.viewer, row)
    context = file_frame(
        request.viewer,
        file,
        "justice",
        claim=row,
        ladder_steps=claim_steps(row, steps),
        claim_facts=facts_of(row),
        events=[step_event(row, step) for step in steps],
        moves=rules.moves_from(row.state),
    )
    return render(request, "justice/claim.html", context)


def claim_steps(row: Claim, steps: list[ClaimStep]) -> list[Event]:
    """The claim's way as a picture; an appeal stands in it only where there was one."""
    past = {step.to_state for step in steps}
    reached: list[tuple[object, bool, str]] = [
        (ClaimState.PREPARED.label, True, ""),
        (ClaimState.LODGED.label, ClaimState.LODGED in past, ""),
    ]
    if ClaimState.APPEALED in past:
        reached.append((ClaimState.APPEALED.label, True, ""))
    decided = row.granted is not None
    reached.append((_("Granted"), decided, money(row.granted, row.currency)))
    paid = money(row.paid, row.currency) if row.paid else ""
    reached.append((_("Paid"), row.state == ClaimState.PAID, paid))
    return marked([(str(label), done, detail) for label, done, detail in reached])


def facts_of(row: Claim) -> list[tuple[str, object]]:
    return [
        (_("Way"), row.get_kind_display()),
        (_("Court or body"), row.body),
        (_("District"), row.district),
        (_("Asked"), money(row.asked, row.currency)),
        (_("Granted"), money(row.granted, row.currency) or _("not decided")),
        (_("Paid so far"), money(row.paid, row.currency)),
        (_("Still owed"), money(row.owed, row.currency)),
        (_("Case reference"), row.case_reference or _("none given")),
    ]


def step_event(row: Claim, step: ClaimStep) -> Event:
    return {
        "when": step.on,
        "title": step.get_to_state_display(),
        "text": step.words,
        "chip": money(step.amount, row.currency),
        "who": step.recorded_by.name,
        "tone": TONES.get(ClaimMove(step.move), ""),
    }


@requires(Permission.WORK_FILES)
def claim_move(request: ViewerRequest, claim_id: UUID, name: str) -> HttpResponseBase:
    """One move of a claim: a page for its day and sum, then the act."""
    if name not in ClaimMove.values:
        raise NotHere(what=f"justice.claim {name[:20]}")
    move = ClaimMove(name)
    row = get_claim(request.viewer, claim_id)

    def act(values: dict[str, Any]) -> None:
        move_claim(
            by=request.viewer,
            claim=row.id,
            version=values["version"],
            step=Step(move, values["on"], values.get("amount"), values["words"]),
            request_key=once_key_of(request),
        )

    return act_page(
        request,
        ClaimMoveForm(
            request.POST or None,
            move=move,
            currency=row.currency,
            initial={"version": row.version},
        ),
        act=act,
        back=reverse("protection:claim", args=[row.id]),
        title=move.label,
        lead=row.get_kind_display(),
        submit=move.label,
        danger=move in {ClaimMove.WITHDRAW, ClaimMove.GIVE_UP},
        done=_("Recorded."),
    )
