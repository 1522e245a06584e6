"""The life of an authorisation: no way past a judge, a second person or the end."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from punte.investigation.authorisations.machine import CLOSED, OVER, Life, Move, State, may, moved

NOW = datetime(2026, 5, 4, 8, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
steps = st.lists(
    st.tuples(st.sampled_from(list(Move)), st.integers(0, 30), st.integers(1, 60)), max_size=12
)


def walk(made: list[tuple[Move, int, int]]) -> list[tuple[Life, Move, Life, datetime]]:
    """The moves of these that lead anywhere, each with what stood before and after."""
    life, now, told = Life(State.ASKED), NOW, []
    for move, passed, term in made:
        now += passed * HOUR
        if not may(life, move, now):
            with pytest.raises(ValueError, match=move):
                moved(life, move, now)
            continue
        base = life.end if move in {Move.EXTEND, Move.CONFIRM} and life.end else now
        end = base + term * HOUR
        confirm = end + 24 * HOUR if move == Move.ORDER_URGENT else None
        after = moved(life, move, now, end=end, confirm_by=confirm)
        told.append((life, move, after, now))
        life = after
    return told


@settings(max_examples=60)
@given(steps)
def test_what_always_holds(made: list[tuple[Move, int, int]]) -> None:
    told = walk(made)
    happened = [move for _before, move, _after, _now in told]
    for before, move, after, now in told:
        assert before.state not in CLOSED, "nothing leads out of a closed state"
        if after.state == State.ACTIVE and before.state == State.GRANTED:
            assert move == Move.ACTIVATE
        if move == Move.EXTEND:
            assert not before.unconfirmed
            assert before.end is not None
            assert now < before.end
            assert after.end is not None
            assert after.end > before.end
        if after.state == State.LAPSED:
            assert not after.unconfirmed
        if before.state in OVER and after.state not in OVER:
            assert move == Move.CONFIRM
        if move == Move.END:
            assert after.end == now
    if Move.ACTIVATE in happened:
        assert happened.index(Move.ACTIVATE) > 0
    assert sum(move in {Move.GRANT, Move.ORDER_URGENT} for move in happened) <= 1


def test_an_urgent_order_without_a_judge_lapses() -> None:
    life = moved(
        Life(State.ASKED), Move.ORDER_URGENT, NOW, end=NOW + 48 * HOUR, confirm_by=NOW + 72 * HOUR
    )
    life = moved(life, Move.ACTIVATE, NOW)
    assert not may(life, Move.EXTEND, NOW + HOUR)
    assert not may(life, Move.LAPSE, NOW + 71 * HOUR)
    assert may(life, Move.CONFIRM, NOW + 71 * HOUR)
    assert not may(life, Move.CONFIRM, NOW + 72 * HOUR)
    assert moved(life, Move.LAPSE, NOW + 72 * HOUR).state == State.LAPSED


def test_a_confirmation_that_adds_time_lets_it_run_on() -> None:
    life = moved(
        Life(State.ASKED), Move.ORDER_URGENT, NOW, end=NOW + 48 * HOUR, confirm_by=NOW + 72 * HOUR
    )
    life = moved(moved(life, Move.ACTIVATE, NOW), Move.RUN_OUT, NOW + 48 * HOUR)
    assert life.state == State.ENDED
    alone = moved(life, Move.CONFIRM, NOW + 50 * HOUR)
    assert (alone.state, alone.unconfirmed) == (State.ENDED, False)
    more = moved(life, Move.CONFIRM, NOW + 50 * HOUR, end=NOW + 700 * HOUR)
    assert (more.state, more.end) == (State.ACTIVE, NOW + 700 * HOUR)


def test_nothing_is_put_in_force_at_its_end() -> None:
    life = moved(Life(State.ASKED), Move.GRANT, NOW, end=NOW + HOUR)
    assert may(life, Move.ACTIVATE, NOW + HOUR - timedelta(microseconds=1))
    assert not may(life, Move.ACTIVATE, NOW + HOUR)
    assert moved(life, Move.RUN_OUT, NOW + HOUR).state == State.ENDED
