"""From which stage a case may go to which. Plain values; no queries."""

from __future__ import annotations

from typing import Final

from punte.investigation.cases.words import Closing, Stage

S = Stage
# A court may send a case back, and an appeal may quash a judgment: so some arrows point back.
NEXT: Final[dict[Stage, tuple[Stage, ...]]] = {
    S.LEAD: (S.INVESTIGATION, S.CLOSED),
    S.INVESTIGATION: (S.CHARGED, S.CLOSED),
    S.CHARGED: (S.TRIAL, S.INVESTIGATION, S.CLOSED),
    S.TRIAL: (S.APPEAL, S.FINAL, S.CHARGED, S.CLOSED),
    S.APPEAL: (S.FINAL, S.TRIAL, S.CLOSED),
    S.FINAL: (S.ENFORCEMENT, S.TRIAL, S.CLOSED),
    S.ENFORCEMENT: (S.CLOSED, S.TRIAL),
    S.CLOSED: (S.LEAD, S.INVESTIGATION),
}
# These decisions are a prosecutor's.
DECIDED: Final = frozenset({S.CHARGED, S.TRIAL, S.APPEAL, S.FINAL, S.ENFORCEMENT})
_LATE: Final = frozenset({Closing.ACQUITTED, Closing.ENFORCED})


def may_follow(now: str, to: str) -> bool:
    """Whether a case at one stage may go to the other next."""
    return to in NEXT[Stage(now)]


def leads_on(now: str, to: str) -> bool:
    """Whether steps forward alone lead from one stage to a later one; never out of a closed case,
    nor into one.
    """
    order = list(Stage)
    place, goal = order.index(Stage(now)), order.index(Stage(to))
    if S.CLOSED in {now, to} or place >= goal:
        return False
    ahead = [one for one in NEXT[Stage(now)] if place < order.index(one) <= goal]
    return to in ahead or any(leads_on(one, to) for one in ahead)


def decided_by_prosecutor(now: str, to: str) -> bool:
    """Whether the step is a prosecutor's to take: into, between and out of the court's stages."""
    return to in DECIDED or now in DECIDED


def closings_at(stage: str) -> list[Closing]:
    """Why a case at this stage may close."""
    after = stage in {S.FINAL, S.ENFORCEMENT}
    return [one for one in Closing if (one in _LATE) == after or one == Closing.TIME_BARRED]
