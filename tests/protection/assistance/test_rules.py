"""Decisions on plain values, and the hand-over's table walked at random."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from punte.protection.assistance.machine import ENDED, STEPS, Side, State, allowed, steps_from
from punte.protection.assistance.models.words import CloseReason, FollowUpState, LinkKind
from punte.protection.assistance.rules import (
    NOTHING_FOLLOWS,
    Standing,
    after_try,
    follow_up_days,
    inverse,
    may_give_up,
    months_after,
)


@given(st.sampled_from(list(LinkKind)))
def test_the_other_side_of_the_other_side_is_this_side(kind: LinkKind) -> None:
    assert inverse(inverse(kind)) == kind


def test_a_parent_s_other_side_is_a_child() -> None:
    assert inverse(LinkKind.PARENT) == LinkKind.CHILD
    assert inverse(LinkKind.GUARDIAN) == LinkKind.WARD
    assert inverse(LinkKind.SIBLING) == LinkKind.SIBLING


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(1, 60))
def test_months_later_is_that_month_and_no_later_day(day: date, months: int) -> None:
    then = months_after(day, months)
    assert (then.year - day.year) * 12 + then.month - day.month == months
    assert then.day <= day.day


def test_follow_ups_fall_on_the_last_day_of_a_short_month() -> None:
    days = follow_up_days(date(2026, 11, 30), "goals")
    assert days == [
        (1, date(2026, 12, 30)),
        (3, date(2027, 2, 28)),
        (6, date(2027, 5, 30)),
        (12, date(2027, 11, 30)),
    ]


@pytest.mark.parametrize("reason", CloseReason.values)
def test_nobody_is_asked_after_a_death_a_mistake_or_a_hand_over(reason: str) -> None:
    assert bool(follow_up_days(date(2026, 1, 1), reason)) == (reason not in NOTHING_FOLLOWS)


@given(st.lists(st.tuples(st.booleans(), st.booleans()), max_size=12))
def test_tries_are_counted_until_one_reaches_or_gives_up(tries: list[tuple[bool, bool]]) -> None:
    now = Standing(FollowUpState.PENDING, 0)
    for reached, give_up in tries:
        early = give_up and not reached and not may_give_up(now.tries)
        if early or now.state != FollowUpState.PENDING:
            with pytest.raises(ValueError):
                after_try(now, reached=reached, give_up=give_up)
            continue
        then = after_try(now, reached=reached, give_up=give_up)
        assert then.tries == now.tries + (not reached)
        assert (then.state == FollowUpState.DONE) == reached
        now = then
    assert now.state != FollowUpState.LOST or now.tries >= 3


class HandOver(RuleBasedStateMachine):
    """Both sides try every step in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.state = State.ASKED
        self.taken = 0

    @rule(name=st.sampled_from([*STEPS, "teleport"]), side=st.sampled_from(list(Side)))
    def try_step(self, name: str, side: Side) -> None:
        if not allowed(name, self.state, side):
            assert name not in [step.name for step in steps_from(self.state, side)]
            return
        assert STEPS[name].side == side
        self.state = STEPS[name].target
        self.taken += 1

    @invariant()
    def ends_once_and_stays_ended(self) -> None:
        assert self.taken == (self.state in ENDED)
        assert self.state not in ENDED or not any(steps_from(self.state, side) for side in Side)


TestHandOver = HandOver.TestCase


def test_every_state_is_reached() -> None:
    assert {State.ASKED} | {step.target for step in STEPS.values()} == set(State)
