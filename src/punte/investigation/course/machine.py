"""How far proceedings against somebody may go next. Plain values; no queries."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from punte.investigation.course.words import Finding, State

S = State
# What acts bring about: charges, an indictment, a final judgment.
BY_ACT: Final[dict[State, frozenset[State]]] = {
    S.SUSPECT: frozenset({S.ACCUSED}),
    S.ACCUSED: frozenset({S.DEFENDANT}),
    S.DEFENDANT: frozenset({S.CONVICTED, S.ACQUITTED, S.CEASED}),
    S.CONVICTED: frozenset(),
    S.ACQUITTED: frozenset(),
    S.CEASED: frozenset(),
}
# What a prosecutor decides without another act, with a reason: proceedings end or are taken up
# again, a court sends a case back, a final judgment is opened again.
BY_HAND: Final[dict[State, frozenset[State]]] = {
    S.SUSPECT: frozenset({S.CEASED}),
    S.ACCUSED: frozenset({S.SUSPECT, S.CEASED}),
    S.DEFENDANT: frozenset({S.ACCUSED}),
    S.CONVICTED: frozenset({S.DEFENDANT}),
    S.ACQUITTED: frozenset({S.DEFENDANT}),
    S.CEASED: frozenset({S.SUSPECT}),
}
LADDER: Final = (S.SUSPECT, S.ACCUSED, S.DEFENDANT, S.CONVICTED)
# At large or held, they are pursued: these may be bound by a preventive measure.
PURSUED: Final = frozenset({S.SUSPECT, S.ACCUSED, S.DEFENDANT})


def may_follow(now: str, to: str, *, by_hand: bool) -> bool:
    """Whether one state may follow another, by an act or by a decision of its own."""
    table = BY_HAND if by_hand else BY_ACT
    return to in table[State(now)]


def outcome_of(findings: Iterable[str]) -> State:
    """What a final judgment makes of somebody: one conviction convicts; acquitted only of all.

    Raises ValueError without findings: nobody is judged without.
    """
    found = set(findings)
    if not found:
        raise ValueError("no finding")
    if Finding.CONVICTED in found:
        return S.CONVICTED
    return S.ACQUITTED if found == {Finding.ACQUITTED} else S.CEASED
