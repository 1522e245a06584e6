"""The ladder and the naming rules on plain values, and the texts of the indicator data."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

from punte.core.agencies.door import AgencyKind
from punte.protection.identification import rules
from punte.protection.identification.indicator_messages import MESSAGES
from punte.protection.identification.screening_words import (
    BECAUSE,
    DIMENSIONS,
    FINDINGS,
    OUTCOMES,
)
from punte.protection.persons.models.words import Status

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize("current", list(Status))
def test_every_status_has_its_moves_and_a_way_on(current: Status) -> None:
    moves = rules.reachable(current, review=False)
    assert current not in moves
    assert Status.NONE not in moves
    assert rules.reachable(current, review=True) == rules.REVIEW_OUTCOMES


@pytest.mark.parametrize(
    ("current", "status", "two"),
    [
        ("none", "potential", False),
        ("none", "presumed", False),
        ("potential", "presumed", False),
        ("presumed", "identified", True),
        ("presumed", "potential", True),
        ("identified", "presumed", True),
        ("potential", "not_victim", True),
        ("none", "not_victim", True),
    ],
)
def test_what_takes_two(current: str, status: str, two: bool) -> None:
    assert rules.needs_second(Status(current), Status(status), review=False) is two
    assert rules.needs_second(Status(current), Status(status), review=True) is True


def test_every_country_says_who_decides_each_rung() -> None:
    kinds = set(AgencyKind.values)
    for table in rules.DECIDING.values():
        assert set(table) == set(Status) - {Status.NONE}
        for row in table.values():
            assert row.kinds <= kinds
            assert "coordination" in row.kinds
            assert row.source
            assert not row.kinds & {"police", "border_police", "prosecutor", "asset_recovery"}
    assert rules.may_decide("coordination", "XK", Status.IDENTIFIED)
    assert not rules.may_decide("ngo", "XK", Status.POTENTIAL)


@pytest.mark.parametrize(
    ("jurisdiction", "nationality", "foreign"),
    [("MD", "MD", False), ("MD", "RO", True), ("RO", "DE", False), ("RO", "MD", True),
     ("RO", "CH", True), ("UA", "UA", False), ("MD", "", None)],
)  # fmt: skip
def test_who_is_a_foreigner(jurisdiction: str, nationality: str, foreign: bool | None) -> None:
    assert rules.is_foreign(jurisdiction, nationality) is foreign


def test_red_flags_keep_their_order_and_drop_strangers() -> None:
    assert rules.red_flags_named(["fear", "nonsense", "documents_held", "fear"]) == [
        "documents_held",
        "fear",
    ]


def test_the_messages_are_in_step_with_the_data() -> None:
    tool = runpy.run_path(str(ROOT / "tools" / "indicator_messages.py"))
    assert list(MESSAGES) == tool["shown_texts"]()
    assert tool["TARGET"].read_text(encoding="utf-8") == tool["made_file"]()


def test_every_key_of_an_assessment_has_words() -> None:
    from punte.algorithms.indicators import (
        Because,
        Finding,
        Outcome,
        border_instrument,
        load_instrument,
    )

    assert set(FINDINGS) == {finding.value for finding in Finding}
    assert set(BECAUSE) == {reason.value for reason in Because}
    assert set(OUTCOMES) == {outcome.value for outcome in Outcome}
    shown = {*border_instrument().dimensions, *load_instrument("child", "sexual").dimensions}
    assert set(DIMENSIONS) == shown
