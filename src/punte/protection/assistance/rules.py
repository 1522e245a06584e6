"""Decisions on plain values: the other side of a link, closing, and what follows it."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from punte.protection.assistance.models.words import CloseReason, FollowUpState, LinkKind

INVERSE = {
    LinkKind.PARENT: LinkKind.CHILD,
    LinkKind.CHILD: LinkKind.PARENT,
    LinkKind.GUARDIAN: LinkKind.WARD,
    LinkKind.WARD: LinkKind.GUARDIAN,
}
FOLLOW_UP_MONTHS = (1, 3, 6, 12)
# So often somebody is tried before a follow-up may be given up.
TRIES = 3
CLOSED_BY_HAND = tuple(
    choice for choice in CloseReason.choices if choice[0] != CloseReason.TRANSFERRED
)
NOTHING_FOLLOWS = frozenset({CloseReason.DIED, CloseReason.MISTAKE, CloseReason.TRANSFERRED})


def inverse(kind: LinkKind) -> LinkKind:
    """What this person is to the other, when the other is `kind` to this one."""
    return INVERSE.get(kind, kind)


def months_after(day: date, months: int) -> date:
    """The same day so many months later; the month's last day where it has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def follow_up_days(closed_on: date, reason: str) -> list[tuple[int, date]]:
    """Months and day of each follow-up; none where nobody is to be asked."""
    if reason in NOTHING_FOLLOWS:
        return []
    return [(months, months_after(closed_on, months)) for months in FOLLOW_UP_MONTHS]


@dataclass(frozen=True)
class Standing:
    """Where a follow-up stands: its state and how often somebody tried in vain."""

    state: FollowUpState
    tries: int


def may_give_up(tries: int) -> bool:
    """Whether the next try in vain may be the last."""
    return tries + 1 >= TRIES


def after_try(before: Standing, *, reached: bool, give_up: bool) -> Standing:
    """Where a pending follow-up stands after one more try.

    Raises ValueError for one that is not pending, or that is given up too early.
    """
    if before.state != FollowUpState.PENDING:
        raise ValueError("this follow-up is over")
    if reached:
        return Standing(FollowUpState.DONE, before.tries)
    if give_up and not may_give_up(before.tries):
        raise ValueError("too early to give up")
    state = FollowUpState.LOST if give_up else FollowUpState.PENDING
    return Standing(state, before.tries + 1)
