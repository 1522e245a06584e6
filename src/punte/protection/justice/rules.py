"""Decisions on a way through justice, on plain values: what may follow what, as tables."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from punte.protection.justice.models.words import (
    AskState,
    ClaimMove,
    ClaimState,
    HearingMove,
    HearingState,
    SessionState,
)

MOST_MONEY = Decimal("999999999999.99")
CENT = Decimal("0.01")

ASKS: dict[AskState, frozenset[AskState]] = {
    AskState.ASKED: frozenset({AskState.GRANTED, AskState.REFUSED}),
    AskState.GRANTED: frozenset({AskState.ENDED}),
    AskState.REFUSED: frozenset(),
    AskState.ENDED: frozenset(),
}

_AHEAD = frozenset({HearingState.PLANNED, HearingState.READY})
HEARINGS: dict[HearingMove, tuple[frozenset[HearingState], HearingState]] = {
    HearingMove.PREPARE: (frozenset({HearingState.PLANNED}), HearingState.READY),
    HearingMove.RESCHEDULE: (_AHEAD, HearingState.PLANNED),
    HearingMove.HOLD: (_AHEAD, HearingState.HELD),
    HearingMove.CANCEL: (_AHEAD, HearingState.CANCELLED),
}

SESSIONS: dict[SessionState, frozenset[SessionState]] = {
    SessionState.PLANNED: frozenset({SessionState.HELD, SessionState.CANCELLED}),
    SessionState.HELD: frozenset(),
    SessionState.CANCELLED: frozenset(),
}

C = ClaimState
_WAITING = frozenset({C.LODGED, C.APPEALED})
_OWED = frozenset({C.GRANTED_PART, C.GRANTED_FULL, C.PAID_PART})


@dataclass(frozen=True)
class ClaimRule:
    """From which states a move leads. target: where to; None where the amount decides.

    amount: a sum goes with it. starts, meets: what it does to the clock. words: must say why.
    """

    sources: frozenset[ClaimState]
    target: ClaimState | None = None
    amount: bool = False
    starts: bool = False
    meets: bool = True
    words: bool = False


CLAIMS: dict[ClaimMove, ClaimRule] = {
    ClaimMove.LODGE: ClaimRule(frozenset({C.PREPARED}), C.LODGED, starts=True, meets=False),
    ClaimMove.GRANT: ClaimRule(_WAITING, amount=True, starts=True),
    ClaimMove.REFUSE: ClaimRule(_WAITING, C.REFUSED),
    ClaimMove.APPEAL: ClaimRule(frozenset({C.REFUSED, C.GRANTED_PART}), C.APPEALED, starts=True),
    ClaimMove.PAY: ClaimRule(_OWED, amount=True, starts=True),
    ClaimMove.WITHDRAW: ClaimRule(
        frozenset({C.PREPARED, C.LODGED, C.APPEALED}), C.WITHDRAWN, words=True
    ),
    ClaimMove.GIVE_UP: ClaimRule(_OWED | {C.REFUSED}, C.UNPAID, words=True),
}
ENDED = frozenset({C.PAID, C.WITHDRAWN, C.UNPAID})


def moves_from(state: str) -> list[ClaimMove]:
    """What may be done with a claim now, in the table's order."""
    return [move for move, rule in CLAIMS.items() if state in rule.sources]


def is_money(amount: Decimal | None) -> bool:
    """A sum of whole cents above nothing that fits the column."""
    if amount is None or not amount.is_finite() or not 0 < amount <= MOST_MONEY:
        return False
    return amount == amount.quantize(CENT)


def target_of(
    move: ClaimMove,
    *,
    asked: Decimal,
    granted: Decimal | None,
    paid: Decimal,
    amount: Decimal | None,
) -> ClaimState | None:
    """Where a move leads; None when its sum does not fit: more than asked, more than owed."""
    rule = CLAIMS[move]
    if rule.target is not None:
        return rule.target
    if amount is None or not is_money(amount):
        return None
    if move is ClaimMove.GRANT:
        if amount > asked:
            return None
        return C.GRANTED_FULL if amount == asked else C.GRANTED_PART
    owed = (granted or Decimal(0)) - paid
    if amount > owed:
        return None
    return C.PAID if amount == owed else C.PAID_PART


def must_say_why_again(other_sessions: int) -> bool:
    """Whether planning one more session makes the person tell the story again."""
    return other_sessions > 0
