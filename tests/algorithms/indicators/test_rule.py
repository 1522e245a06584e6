"""The rule for one dimension: vectors, all small combinations, missing ratings and answers."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from punte.algorithms.indicators import (
    Answer,
    Answered,
    Counts,
    Item,
    Outcome,
    Strength,
    assess_dimension,
    is_positive,
)
from punte.algorithms.indicators.catalogue import _data

VECTORS = _data("indicators")["delphi"]["rule_test_vectors"]
ALL = [Counts(*counts) for counts in product(range(6), repeat=3)]


def answered(strength: Strength | None, answer: Answer = Answer.YES) -> Answered:
    return Answered(Item("X", "text", "d", "means", strength, "test"), answer)


def of(counts: Counts, unrated: int = 0) -> list[Answered]:
    return [
        *[answered(Strength.STRONG)] * counts.strong,
        *[answered(Strength.MEDIUM)] * counts.medium,
        *[answered(Strength.WEAK)] * counts.weak,
        *[answered(None)] * unrated,
        answered(Strength.STRONG, Answer.NO),
    ]


STRENGTHS = st.none() | st.sampled_from(Strength)
ANSWERED = st.builds(answered, STRENGTHS, st.sampled_from(Answer))


def test_there_are_vectors() -> None:
    assert len(VECTORS) == 13


@pytest.mark.parametrize("vector", VECTORS, ids=str)
def test_the_vectors_of_the_data(vector: dict[str, int]) -> None:
    counts = Counts(vector["strong"], vector["medium"], vector["weak"])
    assert is_positive(counts) is bool(vector["positive"])
    expected = Outcome.POSITIVE if vector["positive"] else Outcome.NOT_POSITIVE
    assert assess_dimension(of(counts)).outcome is expected


def test_the_rule_word_for_word() -> None:
    for counts in ALL:
        s, m, w = counts.strong, counts.medium, counts.weak
        expected = s >= 2 or (s >= 1 and m + w >= 1) or m >= 3 or (m >= 2 and w >= 1)
        assert is_positive(counts) is expected, counts


def test_more_or_stronger_indicators_never_weaken() -> None:
    for counts in ALL:
        if not is_positive(counts):
            continue
        s, m, w = counts.strong, counts.medium, counts.weak
        assert is_positive(Counts(s + 1, m, w))
        assert is_positive(Counts(s, m + 1, w))
        assert is_positive(Counts(s, m, w + 1))
        if w:
            assert is_positive(Counts(s, m + 1, w - 1))
        if m:
            assert is_positive(Counts(s + 1, m - 1, w))


def test_weak_alone_never() -> None:
    assert not is_positive(Counts(0, 0, 100))


def test_an_unrated_yes_is_never_zero_and_never_enough() -> None:
    result = assess_dimension(of(Counts(), unrated=2))
    assert (result.outcome, result.needs_person) == (Outcome.CANNOT_TELL, True)
    assert (result.lower, result.upper) == (Counts(), Counts(strong=2))
    result = assess_dimension(of(Counts(weak=1), unrated=1))
    assert result.outcome is Outcome.CANNOT_TELL


def test_what_is_rated_decides_when_it_can() -> None:
    result = assess_dimension(of(Counts(strong=2), unrated=3))
    assert (result.outcome, result.needs_person) == (Outcome.POSITIVE, False)
    assert result.unrated == ("X", "X", "X")
    # One indicator alone is not positive, however strong it may turn out to be.
    assert assess_dimension(of(Counts(), unrated=1)).outcome is Outcome.NOT_POSITIVE


@pytest.mark.parametrize("answer", [Answer.NOT_ASKED, Answer.UNKNOWN])
def test_an_open_question_is_not_a_no(answer: Answer) -> None:
    one = [answered(Strength.STRONG), answered(Strength.WEAK, answer)]
    result = assess_dimension(one)
    assert (result.outcome, result.needs_person) == (Outcome.CANNOT_TELL, False)
    assert result.open == ("X",)
    closed = [answered(Strength.STRONG), answered(Strength.WEAK, Answer.NO)]
    assert assess_dimension(closed).outcome is Outcome.NOT_POSITIVE


def test_nothing_said_is_nothing_known() -> None:
    assert assess_dimension([]).outcome is Outcome.CANNOT_TELL
    weak = [answered(Strength.WEAK, Answer.UNKNOWN)]
    assert assess_dimension(weak).outcome is Outcome.CANNOT_TELL


def test_without_a_rule_every_yes_needs_a_person() -> None:
    strong = [answered(None), answered(None, Answer.NO)]
    assert assess_dimension(strong, rated=False).outcome is Outcome.CANNOT_TELL
    no = [answered(None, Answer.NO)] * 5
    assert assess_dimension(no, rated=False).outcome is Outcome.NOT_POSITIVE


@given(st.lists(ANSWERED, max_size=8), st.data())
def test_the_bounds_hold_whatever_becomes_known(
    answers: list[Answered], data: st.DataObject
) -> None:
    before = assess_dimension(answers)
    known = [
        Answered(
            answered(one.item.strength or data.draw(st.sampled_from(Strength))).item,
            one.answer
            if one.answer in (Answer.YES, Answer.NO)
            else data.draw(st.sampled_from([Answer.YES, Answer.NO])),
        )
        for one in answers
    ]
    after = assess_dimension(known)
    if answers:
        assert after.outcome is not Outcome.CANNOT_TELL
    if before.outcome is not Outcome.CANNOT_TELL:
        assert after.outcome is before.outcome


@given(st.lists(ANSWERED, max_size=8), st.data())
def test_order_does_not_matter(answers: list[Answered], data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(answers))
    assert assess_dimension(shuffled).outcome is assess_dimension(answers).outcome
