"""Decisions on a child's file, on plain values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from punte.protection.children.models.words import AgeMethod, AgeMove, AgeState

FULL_AGE = 18
OLDEST = 99

# From which state a move leads, and where to. What is not here is not possible.
AGE_MOVES: dict[AgeMove, tuple[frozenset[AgeState], AgeState]] = {
    AgeMove.FIND: (frozenset({AgeState.OPEN}), AgeState.OPEN),
    AgeMove.PROPOSE: (frozenset({AgeState.OPEN}), AgeState.PROPOSED),
    AgeMove.RETURN: (frozenset({AgeState.PROPOSED}), AgeState.OPEN),
    AgeMove.CONFIRM: (frozenset({AgeState.PROPOSED}), AgeState.DECIDED),
}
# Touch the body, so they need the child's and the guardian's informed agreement.
INVASIVE = frozenset({AgeMethod.DENTAL, AgeMethod.WRIST, AgeMethod.CLAVICLE})
# Give an interval by their nature; a result without one would claim what nobody can know.
MEASURED = INVASIVE


@dataclass(frozen=True)
class Margin:
    """Years between which an age lies, ends included; None: not said."""

    low: int | None
    high: int | None


def next_state(state: str, move: AgeMove) -> AgeState | None:
    """Where the move leads from here; None when it is not possible."""
    sources, target = AGE_MOVES[move]
    return target if state in sources else None


def widest(margins: Iterable[Margin]) -> Margin:
    """The margin that holds every finding's: nobody picks the finding that suits."""
    rows = list(margins)
    lows = [row.low for row in rows if row.low is not None]
    highs = [row.high for row in rows if row.high is not None]
    return Margin(min(lows, default=None), max(highs, default=None))


def may_be_child(margin: Margin) -> bool:
    """The benefit of the doubt: true unless the margin's lower end is known and is 18 or more."""
    return margin.low is None or margin.low < FULL_AGE


def is_sound(method: str, margin: Margin, *, agreed: bool) -> bool:
    """Whether a finding can be kept: margins in order, and agreement where the body is touched."""
    ends = [end for end in (margin.low, margin.high) if end is not None]
    if any(not 0 <= end <= OLDEST for end in ends) or ends != sorted(ends):
        return False
    return agreed or method not in INVASIVE


def presumed(before: str) -> str:
    """The band while the age is in doubt: nobody is taken for an adult."""
    return "unknown" if before == "adult" else before


@dataclass(frozen=True)
class Acting:
    """A guardian as far as the rules look."""

    starts_on: date
    ends_on: date | None
    conflict: bool


def guardians_in_force(rows: Iterable[Acting], day: date) -> list[Acting]:
    return [r for r in rows if r.starts_on <= day and (r.ends_on is None or day <= r.ends_on)]


def may_consent(rows: Iterable[Acting], day: date) -> bool:
    """Whether a guardian's consent may stand: not when all who act today are in conflict."""
    acting = guardians_in_force(rows, day)
    return not acting or any(not row.conflict for row in acting)


def has_guardian(rows: Iterable[Acting], day: date) -> bool:
    """Whether someone without a conflict acts for the child today."""
    return any(not row.conflict for row in guardians_in_force(rows, day))


def missing_answers(required: Iterable[str], answers: Mapping[str, str]) -> list[str]:
    """Keys of the questions that must be answered and are not."""
    return [key for key in required if not answers.get(key, "").strip()]
