"""Conditions: what is read, what is refused, and that writing and reading agree."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from punte.protection.configuration.expressions import (
    Compare,
    ExpressionError,
    Join,
    Node,
    Not,
    Ref,
    Selected,
    holds,
    parse,
    refs,
    show,
)

NAMES = st.sampled_from(["age", "work", "q_1", "."])
TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="'\x00"), max_size=6)
NUMBERS = st.decimals(-999, 999, allow_nan=False, places=2).filter(
    lambda n: n != 0 or not n.is_signed()
)
OPERANDS = st.one_of(NAMES.map(Ref), TEXTS, NUMBERS)
COMPARES = st.builds(
    Compare, OPERANDS, st.sampled_from(["=", "!=", "<", "<=", ">", ">="]), OPERANDS
)
LEAVES = st.one_of(COMPARES, st.builds(Selected, NAMES.map(Ref), TEXTS))


def joins(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    parts = st.lists(inner, min_size=2, max_size=3).map(tuple)
    return st.one_of(st.builds(Not, inner), st.builds(Join, st.sampled_from(["and", "or"]), parts))


TREES = st.recursive(LEAVES, joins, max_leaves=6)
ANSWERS = st.dictionaries(NAMES, st.one_of(TEXTS, st.lists(TEXTS, max_size=2)))


@given(TREES)
def test_what_is_written_is_read_again(tree: Node) -> None:
    text = show(tree)
    if len(text) <= 500:
        assert parse(text) == tree


@given(TREES, ANSWERS)
def test_a_condition_always_decides_and_its_opposite_disagrees(
    tree: Node, answers: dict[str, str | list[str]]
) -> None:
    assert holds(Not(tree), answers) is not holds(tree, answers)
    assert set(refs(tree)) <= {"age", "work", "q_1", "."}


@given(st.text(max_size=80))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        found = parse(text)
    except ExpressionError:
        return
    assert parse(show(found)) == found


@pytest.mark.parametrize(
    ("text", "answers", "met"),
    [
        ("${a} = 'x'", {"a": "x"}, True),
        ("${a} = 'x'", {}, False),
        ("${a} != ''", {}, False),
        ("${n} >= 18", {"n": "18"}, True),
        ("${n} > 18 and ${n} < 65", {"n": "70"}, False),
        ("${n} > 9", {"n": "10"}, True),
        ("${n} > 9", {"n": ""}, False),
        ("selected(${m}, 'b')", {"m": ["a", "b"]}, True),
        ("selected(${m}, 'b') or ${a} = 'x'", {"a": "x"}, True),
        ('not(selected(${m}, "b"))', {"m": ["b"]}, False),
        ("${d} < '2026-05-01'", {"d": "2026-04-30"}, True),
        ("${a} = 'x' or ${b} = 'y' and ${c} = 'z'", {"a": "x"}, True),
        ("(${a} = 'x' or ${b} = 'y') and ${c} = 'z'", {"a": "x"}, False),
        (". >= 0", {".": "3"}, True),
    ],
)
def test_conditions_mean_what_xlsform_says(
    text: str, answers: dict[str, str | list[str]], met: bool
) -> None:
    assert holds(parse(text), answers) is met


@pytest.mark.parametrize(
    "text",
    ["", "${a}", "${a} =", "= 'x'", "${A} = 1", "${a} = 'x", "system('x')", "${a} = 'x' and",
     "(" * 30 + "${a} = 1" + ")" * 30, "${a} = 1 " + "or ${a} = 1 " * 80, "count(${a}) > 1"],
)  # fmt: skip
def test_what_is_no_condition_is_refused(text: str) -> None:
    with pytest.raises(ExpressionError):
        parse(text)


def test_numbers_keep_their_digits() -> None:
    assert parse("${a} = 1.50") == Compare(Ref("a"), "=", Decimal("1.50"))
