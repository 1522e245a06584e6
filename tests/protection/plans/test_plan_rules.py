"""Edits of one plan by several people: order does not matter, and nothing is lost."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from punte.protection.plans.plan_rules import (
    Edit,
    merge,
    met_others,
    standing,
    values_at,
    wanted_edits,
)

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def edit(number: int, based_on: int, new: str, field: str = "words", by: int = 1) -> Edit:
    return Edit(number, based_on, field, "", new, by, NOW)


@st.composite
def histories(draw: st.DrawFn) -> list[Edit]:
    """Edits numbered by arrival, each based on something earlier."""
    count = draw(st.integers(0, 12))
    return [
        Edit(
            number=number,
            based_on=draw(st.integers(0, number - 1)),
            field=draw(st.sampled_from(["words", "due_on", "state"])),
            old="",
            new=draw(st.sampled_from(["a", "b", "c"])),
            by=draw(st.integers(1, 3)),
            at=NOW,
        )
        for number in range(1, count + 1)
    ]


@given(histories(), st.randoms(use_true_random=False))
def test_the_order_of_arrival_at_the_merge_does_not_matter(history: list[Edit], chance) -> None:  # type: ignore[no-untyped-def]
    shuffled = list(history)
    chance.shuffle(shuffled)
    assert merge(history) == merge(shuffled)


@given(histories(), st.sets(st.integers(1, 12)))
def test_two_sides_merge_the_same_either_way(history: list[Edit], mine: set[int]) -> None:
    one = [e for e in history if e.number in mine]
    other = [e for e in history if e.number not in mine]
    assert merge(one, other) == merge(other, one) == merge(history)
    assert merge(one, history) == merge(history)


@given(histories(), st.sets(st.integers(1, 12)))
def test_merging_what_stands_is_merging_all(history: list[Edit], mine: set[int]) -> None:
    one = [e for e in history if e.number in mine]
    other = [e for e in history if e.number not in mine]
    left = [e for now in merge(one).values() for e in now.standing]
    right = [e for now in merge(other).values() for e in now.standing]
    assert merge(left, right) == merge(history)


@given(histories())
def test_nothing_is_lost_that_nobody_had_seen(history: list[Edit]) -> None:
    merged = merge(history)
    for gone in history:
        if gone not in merged[gone.field].standing:
            seen_by = [e for e in history if e.field == gone.field and e.based_on >= gone.number]
            assert seen_by, "an edit vanished, though no author had read it"


@given(histories())
def test_the_newest_edit_of_a_field_always_stands(history: list[Edit]) -> None:
    for field, now in merge(history).items():
        newest = max((e for e in history if e.field == field), key=lambda e: e.number)
        assert newest in now.standing
        assert all(a.number < b.number for a, b in pairwise(now.standing))


@given(histories())
def test_one_author_after_another_never_disputes(history: list[Edit]) -> None:
    in_turn = [Edit(e.number, e.number - 1, e.field, "", e.new, e.by, NOW) for e in history]
    for field, now in merge(in_turn).items():
        assert not now.disputed
        assert now.value == [e.new for e in in_turn if e.field == field][-1]


@given(histories(), st.sampled_from(["a", "b", "x"]))
def test_who_has_read_all_settles_all(history: list[Edit], value: str) -> None:
    last = len(history)
    settled = [*history, Edit(last + 1, last, "words", "", value, 9, NOW)]
    now = merge(settled)["words"]
    assert (now.value, now.disputed) == (value, False)


def test_different_fields_never_meet() -> None:
    both = [edit(1, 0, "a"), edit(2, 1, "Tuesday", "due_on"), edit(3, 1, "b")]
    merged = merge(both)
    assert (merged["words"].value, merged["due_on"].value) == ("b", "Tuesday")
    assert not merged["words"].disputed


def test_the_same_field_by_two_who_read_the_same_is_disputed() -> None:
    now = merge([edit(1, 0, "a"), edit(2, 1, "mine", by=1), edit(3, 1, "theirs", by=2)])["words"]
    assert now.disputed
    assert [e.new for e in now.standing] == ["mine", "theirs"]
    assert now.value == "mine"


def test_two_who_say_the_same_do_not_dispute() -> None:
    assert not merge([edit(1, 0, "a"), edit(2, 1, "b"), edit(3, 1, "b", by=2)])["words"].disputed


def test_who_settles_without_having_seen_the_third_leaves_it_standing() -> None:
    edits = [edit(1, 0, "a"), edit(2, 1, "b"), edit(3, 1, "c"), edit(4, 1, "d"), edit(5, 3, "b")]
    assert [e.new for e in standing(edits)] == ["d", "b"]


def test_a_form_sends_all_its_fields_and_wishes_only_what_it_changed() -> None:
    edits = [edit(1, 0, "a"), edit(2, 0, "1 May", "due_on"), edit(3, 2, "b", by=2)]
    given_ = {"words": "a", "due_on": "2 May"}
    assert wanted_edits(edits, given_, version=2, by=1) == {"due_on": ("1 May", "2 May")}


def test_the_same_edit_sent_twice_is_said_once() -> None:
    edits = [edit(1, 0, "a"), edit(2, 1, "b", by=2), edit(3, 1, "c", by=1)]
    assert wanted_edits(edits, {"words": "c"}, version=1, by=1) == {}
    assert wanted_edits(edits, {"words": "d"}, version=1, by=1) == {"words": ("a", "d")}


def test_values_are_what_somebody_read() -> None:
    edits = [edit(1, 0, "a"), edit(2, 1, "b"), edit(3, 2, "c")]
    assert [values_at(edits, v).get("words") for v in range(4)] == [None, "a", "b", "c"]
    assert met_others(edits, version=1, by=2)
    assert not met_others(edits, version=1, by=1)
