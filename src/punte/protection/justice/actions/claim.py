"""Compensation: a claim prepared, lodged, decided, appealed, and paid in parts to the end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from punte.core.access.door import Viewer, get_visible
from punte.core.deadlines.door import meet_clock
from punte.core.errors import Conflict, Invalid
from punte.core.once import made_once
from punte.protection.assistance.door import AssistanceFile
from punte.protection.justice import rules
from punte.protection.justice.actions.common import (
    CLAIM,
    check_past,
    check_version,
    hold,
    marks,
    note,
    run_clock,
)
from punte.protection.justice.models import Claim, ClaimStep
from punte.protection.justice.models.words import ClaimKind, ClaimMove, ClaimState, Currency


@dataclass(frozen=True)
class Wish:
    """What is asked of whom. case_reference: free, as the person gave it."""

    kind: ClaimKind
    asked: Decimal
    currency: Currency
    body: str
    district: str = ""
    case_reference: str = ""


@dataclass(frozen=True)
class Step:
    """One move. amount: of a grant (the whole sum granted) or of one payment."""

    move: ClaimMove
    on: date
    amount: Decimal | None = None
    words: str = ""


@transaction.atomic
def prepare_claim(*, by: Viewer, file: UUID, wish: Wish, request_key: UUID) -> Claim:
    """Begin a claim. Raises Invalid for a sum that is none, Refused, Conflict, NotHere."""
    held = hold(by, file)
    if not rules.is_money(wish.asked):
        raise Invalid(_("Enter a sum above zero, with at most two decimals."))
    if not wish.body.strip():
        raise Invalid(_("Say which court or body is asked."))
    row, new = made_once(
        Claim,
        by=by,
        request_key=request_key,
        same={"file_id": held.id},
        make=lambda: Claim.objects.create(
            kind=wish.kind,
            asked=wish.asked,
            currency=wish.currency,
            body=wish.body.strip(),
            district=wish.district.strip(),
            case_reference=wish.case_reference.strip(),
            changed_at=timezone.now(),
            **marks(by, held, request_key),
        ),
    )
    if new:
        note(by, held, "justice.prepare_claim", claim=str(row.id), kind=str(wish.kind))
    return row


@transaction.atomic
def move_claim(*, by: Viewer, claim: UUID, version: int, step: Step, request_key: UUID) -> Claim:
    """Make one move of the table; the same key twice moves once.

    Raises Conflict where the table does not lead or the form is old; Invalid for a sum that is
    more than asked or owed, a day to come, or a move that must say why and does not.
    """
    row, file = hold_claim(by, claim)

    def make() -> ClaimStep:
        check_version(row, version)
        check_step(row, step)
        return ClaimStep.objects.create(
            claim=row,
            move=step.move,
            from_state=row.state,
            to_state=where_to(row, step),
            on=step.on,
            amount=step.amount if rules.CLAIMS[step.move].amount else None,
            words=step.words.strip(),
            **marks(by, file, request_key),
        )

    same = {"claim_id": row.id, "move": step.move}
    kept, new = made_once(ClaimStep, by=by, request_key=request_key, same=same, make=make)
    if new:
        write_step(row, kept)
        turn_clock(by, file, row, step.move)
        note(by, file, "justice.move_claim", claim=str(row.id), move=str(step.move))
    return row


def check_step(row: Claim, step: Step) -> None:
    rule = rules.CLAIMS[step.move]
    if row.state not in rule.sources:
        raise Conflict(what=f"justice.claim {step.move} from {row.state}")
    check_past(step.on)
    before = ClaimStep.objects.filter(claim=row).order_by("-on").values_list("on", flat=True)
    last = before.first()
    if last is not None and step.on < last:
        raise Invalid(_("That day lies before the step it follows."))
    if rule.words and not step.words.strip():
        raise Invalid(_("Say why."))


def where_to(row: Claim, step: Step) -> ClaimState:
    target = rules.target_of(
        step.move, asked=row.asked, granted=row.granted, paid=row.paid, amount=step.amount
    )
    if target is None:
        raise Invalid(_("The sum does not fit: above zero, and no more than is asked or owed."))
    return target


def write_step(row: Claim, step: ClaimStep) -> None:
    """Bring the claim where the step leads; an appeal puts the earlier grant aside."""
    row.state = step.to_state
    if step.move == ClaimMove.GRANT:
        row.granted = step.amount
    elif step.move == ClaimMove.PAY:
        row.paid += step.amount or Decimal(0)
    elif step.move in {ClaimMove.APPEAL, ClaimMove.REFUSE}:
        row.granted = None
    row.changed_at = timezone.now()
    row.version += 1
    row.save(update_fields=["state", "granted", "paid", "changed_at", "version"])


def turn_clock(by: Viewer, file: AssistanceFile, row: Claim, move: ClaimMove) -> None:
    """A move answers the clock of the last; while something is still awaited a new one runs."""
    rule = rules.CLAIMS[move]
    if rule.meets:
        meet_clock(by=by, about_id=row.id, measure=CLAIM)
    if rule.starts and row.state not in rules.ENDED:
        run_clock(by, file, CLAIM, "claim", row.id)


def hold_claim(by: Viewer, claim: UUID) -> tuple[Claim, AssistanceFile]:
    seen = get_visible(Claim, viewer=by, pk=claim)
    file = hold(by, seen.file_id)
    return get_visible(Claim, viewer=by, lock=True, pk=claim), file
