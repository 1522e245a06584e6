"""What answers add up to: not asked is never none, not rated is never low."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from punte.protection.plans.assessment_rules import (
    HIDDEN,
    NEEDS,
    RATINGS,
    Reason,
    area_level,
    shift,
    suggest_risk,
)

RISKS = ["retaliation", "again", "self_harm"]
SEVERITY = {"": 0, "low": 0, "medium": 1, "high": 2}
SAFE = {"safety": {"safe_tonight": {"level": "none", "note": ""}}}
levels = st.sampled_from(["not_asked", *NEEDS])
rated = st.fixed_dictionaries(
    {
        "level": st.sampled_from(["", *RATINGS]),
        "factors": st.lists(st.sampled_from("abcd"), unique=True),
    }
)
answers = st.dictionaries(
    st.sampled_from(["safety", "housing"]),
    st.dictionaries(st.sampled_from("xyz"), st.fixed_dictionaries({"level": levels})),
)
risk_answers = st.dictionaries(st.sampled_from(RISKS), rated)


def low(*keys: str) -> dict[str, Any]:
    return {key: {"level": "low", "factors": []} for key in keys}


@pytest.mark.parametrize(
    ("needs", "expected"),
    [
        ({}, "not_asked"),
        (None, "not_asked"),
        ({"a": {"level": "not_asked", "note": "later"}}, "not_asked"),
        ({"a": {"level": "none"}, "b": {"level": "not_asked"}}, "none"),
        ({"a": {"level": "none"}, "b": {"level": "urgent"}, "c": {"level": "some"}}, "urgent"),
    ],
)
def test_an_area_is_as_pressing_as_its_most_pressing_need(needs: Any, expected: str) -> None:
    assert area_level(needs) == expected


@pytest.mark.parametrize(
    ("before", "now", "trend"),
    [
        (None, "some", "first"),
        ("some", "some", "same"),
        ("some", "urgent", "worse"),
        ("urgent", "none", "better"),
        ("not_asked", "some", "newly"),
        ("some", "not_asked", "no_longer"),
        (HIDDEN, HIDDEN, "unknown"),
    ],
)
def test_change_is_named(before: str | None, now: str, trend: str) -> None:
    assert shift("housing", before, now, NEEDS).trend == trend


def test_low_needs_every_risk_rated_and_safety_asked() -> None:
    assert suggest_risk(SAFE, low(*RISKS), RISKS).level == "low"
    assert suggest_risk({}, low(*RISKS), RISKS).level == ""
    assert suggest_risk(SAFE, low("again"), RISKS).reasons == (Reason("unrated", count=2),)


def test_an_urgent_need_of_safety_is_high_and_elsewhere_medium() -> None:
    urgent = {"x": {"level": "urgent"}}
    assert suggest_risk({"safety": urgent}, {}, RISKS).level == "high"
    assert suggest_risk({"housing": urgent}, {}, RISKS).level == "medium"


def test_three_factors_named_weigh_though_not_rated() -> None:
    named = {"again": {"level": "", "factors": ["a", "b", "c"]}}
    assert suggest_risk(SAFE, named, RISKS).reasons == (Reason("many_factors", "again", 3),)


@given(answers, risk_answers)
def test_a_suggestion_always_has_reasons_and_never_calms_the_unasked(
    needs: dict[str, Any], risks: dict[str, Any]
) -> None:
    advice = suggest_risk(needs, risks, RISKS)
    assert advice.reasons
    if advice.level == "low":
        assert all(risks[key]["level"] == "low" for key in RISKS)


@given(answers, risk_answers, st.sampled_from(RISKS))
def test_a_worse_answer_never_lowers_the_suggestion(
    needs: dict[str, Any], risks: dict[str, Any], key: str
) -> None:
    before = SEVERITY[suggest_risk(needs, risks, RISKS).level]
    worse = {**risks, key: {"factors": risks.get(key, {}).get("factors", []), "level": "high"}}
    assert SEVERITY[suggest_risk(needs, worse, RISKS).level] >= before
