"""A victim's file for tests, and what its forms hold; all invented."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django.utils import timezone

from punte.core.access.door import Viewer
from punte.protection.assistance.models import AssistanceFile
from punte.protection.justice.actions.claim import Step, Wish, move_claim, prepare_claim
from punte.protection.justice.actions.hearing import CourtDate, set_hearing
from punte.protection.justice.actions.statement import Ask, Session, plan_statement
from punte.protection.justice.models import Claim, Hearing, StatementSession
from punte.protection.justice.models.words import ClaimKind, ClaimMove, Currency, HearingKind
from tests.support.files import make_file
from tests.support.persons import make_person

ASK = Ask("Invented Prosecution", "How the journey went.")


def file_of(by: Viewer, **values: Any) -> AssistanceFile:
    return make_file(by, make_person(by), **values)


def hear(by: Viewer, file: AssistanceFile, **values: Any) -> Hearing:
    known: dict[str, Any] = {
        "kind": HearingKind.HEARING,
        "at": timezone.now() + timedelta(days=30),
        "court": "Invented Court",
        "goes_words": "lawyer",
    }
    return set_hearing(
        by=by, file=file.id, day=CourtDate(**{**known, **values}), request_key=uuid4()
    )


def plan(by: Viewer, file: AssistanceFile, **values: Any) -> StatementSession:
    known: dict[str, Any] = {"at": timezone.now() - timedelta(hours=1), "place": "Quiet room"}
    return plan_statement(
        by=by,
        file=file.id,
        session=Session(**{**known, **values}),
        first=ASK,
        request_key=uuid4(),
    )


def claim_of(by: Viewer, file: AssistanceFile, asked: str = "1000.00") -> Claim:
    wish = Wish(ClaimKind.STATE, Decimal(asked), Currency.MDL, "Invented Commission")
    return prepare_claim(by=by, file=file.id, wish=wish, request_key=uuid4())


def go(by: Viewer, claim: Claim, move: ClaimMove, amount: str | None = None, **more: Any) -> Claim:
    """One move by a form made just now."""
    known = {"version": Claim.objects.get(pk=claim.pk).version, "request_key": uuid4(), **more}
    sum_ = None if amount is None else Decimal(amount)
    step = Step(move, timezone.localdate(), sum_, "Words.")
    return move_claim(by=by, claim=claim.id, step=step, **known)
