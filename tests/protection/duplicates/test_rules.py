"""How strongly two files speak for one person: plain values, and what must always hold."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from punte.core.vault.kinds import TokenKind
from punte.core.vault.likeness import Agreement, Part, compare
from punte.protection.duplicates.rules import (
    FACTS,
    POSSIBLE,
    TELLING,
    WEIGHTS,
    Says,
    Strength,
    weigh,
)

NAMES = st.sampled_from(["same", "alike", "partly", "different", "not_known"])
EXACT = st.sampled_from(["same", "different", "not_known"])
identities = st.fixed_dictionaries({"name": NAMES, **dict.fromkeys(sorted(TELLING), EXACT)})
facts = st.fixed_dictionaries({
    "sex": st.sampled_from(["female", "male", "unknown", ""]),
    "age_band": st.sampled_from(["adult", "child", "unknown"]),
    "nationality": st.sampled_from(["MD", "RO", ""]),
})  # fmt: skip
tokens = st.dictionaries(
    st.sampled_from(list(TokenKind)), st.frozensets(st.integers(0, 6), max_size=4)
)
ALIKE_FACTS = {"sex": "female", "age_band": "adult", "nationality": "MD"}


@given(identities, facts, facts)
def test_the_order_of_the_two_does_not_matter(
    identity: dict[str, str], one: dict[str, str], other: dict[str, str]
) -> None:
    assert weigh(identity, one, other) == weigh(identity, other, one)


@given(NAMES, st.lists(st.sampled_from(["different", "not_known"]), min_size=4, max_size=4), facts)
def test_a_name_alone_never_reaches_the_threshold(
    name: str, rest: list[str], fact: dict[str, str]
) -> None:
    identity = {"name": name, **dict(zip(sorted(TELLING), rest, strict=True))}
    weighed = weigh(identity, fact, fact)
    assert weighed.strength <= Strength.NAME_ONLY
    assert weighed.score < POSSIBLE


@given(identities, facts, facts)
def test_strong_needs_two_parts_of_identity_that_agree(
    identity: dict[str, str], one: dict[str, str], other: dict[str, str]
) -> None:
    weighed = weigh(identity, one, other)
    agreeing = {r.part for r in weighed.reasons if r.says is Says.AGREES} - set(FACTS)
    if weighed.strength is Strength.STRONG:
        assert len(agreeing) >= 2
    if weighed.strength >= Strength.POSSIBLE:
        assert agreeing & TELLING


@given(identities, facts, facts, st.sampled_from(sorted(TELLING)))
def test_one_more_part_that_agrees_never_weakens(
    identity: dict[str, str], one: dict[str, str], other: dict[str, str], part: str
) -> None:
    before = weigh({**identity, part: "not_known"}, one, other)
    after = weigh({**identity, part: "same"}, one, other)
    assert (after.strength, after.score) >= (before.strength, before.score)


@given(identities, facts, facts)
def test_every_part_is_named_and_what_is_not_known_counts_nothing(
    identity: dict[str, str], one: dict[str, str], other: dict[str, str]
) -> None:
    weighed = weigh(identity, one, other)
    assert [reason.part for reason in weighed.reasons] == list(WEIGHTS)
    assert weighed.score == sum(reason.weight for reason in weighed.known)
    assert all(reason.text for reason in weighed.reasons)


@given(tokens, tokens)
def test_comparing_tokens_does_not_mind_the_order(one: Any, other: Any) -> None:
    assert compare(one, other) == compare(other, one)


@given(tokens)
def test_nothing_known_of_one_is_no_difference(one: Any) -> None:
    assert set(compare(one, {}).values()) == {Agreement.NOT_KNOWN}
    assert compare(one, one)[Part.NAME] is not Agreement.DIFFERENT


@pytest.mark.parametrize(
    ("identity", "strength"),
    [
        ({"name": "same", "birth_date": "same"}, Strength.STRONG),
        ({"name": "alike", "birth_date": "same"}, Strength.STRONG),
        ({"name": "alike", "document": "same"}, Strength.STRONG),
        ({"document": "same"}, Strength.POSSIBLE),
        ({"name": "different", "document": "same"}, Strength.POSSIBLE),
        ({"name": "same", "phone": "same"}, Strength.POSSIBLE),
        ({"phone": "same"}, Strength.NONE),
        ({"birth_date": "same"}, Strength.NONE),
        ({"name": "same", "birth_date": "different"}, Strength.NAME_ONLY),
        ({"name": "partly"}, Strength.NONE),
        ({}, Strength.NONE),
    ],
)
def test_what_the_table_says(identity: dict[str, str], strength: Strength) -> None:
    assert weigh(identity, ALIKE_FACTS, ALIKE_FACTS).strength is strength


def test_another_sex_weighs_against() -> None:
    identity = {"name": "alike", "birth_date": "same"}
    man = {**ALIKE_FACTS, "sex": "male"}
    assert weigh(identity, ALIKE_FACTS, man).strength is Strength.NAME_ONLY
    unsaid = {**man, "sex": "unknown"}
    assert weigh(identity, ALIKE_FACTS, unsaid).strength is Strength.POSSIBLE
