"""Nobody is convicted who was not charged and brought before a court; whatever path is taken."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from punte.investigation.course.machine import BY_ACT, BY_HAND, may_follow, outcome_of
from punte.investigation.course.models.victims import letter_of
from punte.investigation.course.words import Finding, State


@settings(max_examples=40)
@given(st.lists(st.tuples(st.sampled_from(State), st.booleans()), max_size=30))
def test_conviction_comes_after_charges_and_a_court(wishes: list[tuple[State, bool]]) -> None:
    now, trail = State.SUSPECT, [State.SUSPECT]
    for wish, by_hand in wishes:
        if may_follow(now, wish, by_hand=by_hand):
            now = wish
            trail.append(now)
    for place, state in enumerate(trail):
        if state == State.CONVICTED:
            assert trail[place - 1] == State.DEFENDANT
            assert State.ACCUSED in trail[:place]


def test_no_hand_convicts() -> None:
    assert all(State.CONVICTED not in nexts for nexts in BY_HAND.values())
    assert all(State.ACQUITTED not in nexts for nexts in BY_HAND.values())
    assert set(BY_ACT) == set(BY_HAND) == set(State)


@settings(max_examples=20)
@given(st.lists(st.sampled_from(Finding), min_size=1))
def test_one_conviction_convicts_and_acquittal_is_of_all(findings: list[Finding]) -> None:
    made = outcome_of(findings)
    assert (made == State.CONVICTED) == (Finding.CONVICTED in findings)
    assert (made == State.ACQUITTED) == (set(findings) == {Finding.ACQUITTED})


def test_nobody_is_judged_without_a_finding() -> None:
    with pytest.raises(ValueError, match="no finding"):
        outcome_of([])


def test_letters_go_on_after_z() -> None:
    assert [letter_of(n) for n in (1, 2, 26, 27, 52, 53, 703)] == [
        "A", "B", "Z", "AA", "AZ", "BA", "AAA",
    ]  # fmt: skip
