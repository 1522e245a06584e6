"""From answers to advice: the table, what it leaves out, the child, the triad."""

from collections.abc import Iterable
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from punte.algorithms import indicators
from punte.algorithms.indicators import (
    Advice,
    Answer,
    Because,
    Finding,
    Instrument,
    Outcome,
    RiskFactor,
    Strength,
    assess,
)
from punte.algorithms.indicators.catalogue import _data

LABOUR = indicators.load_instrument("adult", "labour")
CHILD = indicators.load_instrument("child", "labour")
SEXUAL = indicators.load_instrument("adult", "sexual")
BORDER = indicators.border_instrument()
DIMENSIONS = LABOUR.dimensions
TABLE = _data("indicators")["delphi"]["result_table"]


def answers(instrument: Instrument, positive: Iterable[str]) -> dict[str, Answer]:
    """All asked; three yes-answers in each positive dimension, no everywhere else."""
    given = dict.fromkeys((item.id for item in instrument.items), Answer.NO)
    order = [Strength.STRONG, Strength.MEDIUM, Strength.WEAK, None]
    for name in positive:
        items = [item for item in instrument.items if item.dimension == name]
        for item in sorted(items, key=lambda item: order.index(item.strength))[:3]:
            given[item.id] = Answer.YES
    return given


def finding(instrument: Instrument, *positive: str) -> Finding:
    return assess(instrument, answers(instrument, positive)).advice.finding


@pytest.mark.parametrize("row", TABLE, ids=str)
def test_the_published_table(row: dict[str, object]) -> None:
    positive = [name for name, value in row.items() if value is True]
    assert finding(LABOUR, *positive) == row["result"]


def test_every_other_combination_is_for_a_person() -> None:
    covered = {
        tuple(row[name] for name in indicators.TABLE_DIMENSIONS): row["result"] for row in TABLE
    }
    for values in product([False, True], repeat=6):
        combination = dict(zip(DIMENSIONS, values, strict=True))
        found = finding(LABOUR, *[name for name, value in combination.items() if value])
        tabled = covered.get(tuple(combination[n] for n in indicators.TABLE_DIMENSIONS))
        vulnerable = any(value for name, value in combination.items() if "vulnerab" in name)
        if tabled is None or (vulnerable and tabled != "trafficking_indicated"):
            assert found is Finding.MANUAL_REVIEW, combination
        else:
            assert found == tabled, combination


def test_nothing_asked_is_no_indication_of_nothing() -> None:
    result = assess(LABOUR, {})
    assert result.advice == Advice(Finding.MANUAL_REVIEW, (Because.OPEN,))
    assert {one.outcome for one in result.dimensions} == {Outcome.CANNOT_TELL}


def test_an_open_question_that_cannot_matter_does_not_hinder() -> None:
    given = answers(LABOUR, ["coercive_recruitment", "exploitation", "coercion_destination"])
    for item in LABOUR.items:
        if item.dimension == "deceptive_recruitment":
            given[item.id] = Answer.UNKNOWN
    # With or without deception the table says the same.
    assert assess(LABOUR, given).advice.finding is Finding.TRAFFICKING_INDICATED


def test_unrated_answers_go_to_a_person() -> None:
    result = assess(SEXUAL, answers(SEXUAL, DIMENSIONS))
    assert result.advice == Advice(Finding.MANUAL_REVIEW, (Because.UNRATED,))
    assert all(one.needs_person for one in result.dimensions)
    assert len(result.triad.means) > 2


def test_a_child_needs_no_means() -> None:
    given = answers(CHILD, ["exploitation"])
    seen = assess(CHILD, given, acts=["transportation"])
    assert seen.advice == Advice(Finding.TRAFFICKING_INDICATED, (Because.CHILD,))
    assert (seen.triad.means, seen.triad.means_needed) == ((), False)
    assert seen.triad.act[0].term == "transportation"
    unseen = assess(CHILD, given)
    assert unseen.advice == Advice(Finding.MANUAL_REVIEW, (Because.ACT_NOT_SHOWN,))
    adult = assess(LABOUR, answers(LABOUR, ["exploitation"]), acts=["transportation"])
    assert adult.advice.finding is Finding.EXPLOITED_LABOUR_RIGHTS
    assert adult.triad.means_needed


def test_a_child_is_never_merely_deceived_or_underpaid() -> None:
    lesser = {Finding.EXPLOITED_LABOUR_RIGHTS, Finding.DECEIVED_AND_EXPLOITED}
    for values in product([False, True], repeat=6):
        positive = [name for name, value in zip(DIMENSIONS, values, strict=True) if value]
        assert finding(CHILD, *positive) not in lesser


def test_the_triad_names_its_items() -> None:
    given = {"AL-DR-02": Answer.YES, "AL-EX-02": Answer.YES, "AL-CD-04": Answer.YES}
    triad = assess(LABOUR, given).triad
    assert [(one.term, one.items) for one in triad.act] == [("recruitment", ("AL-DR-02",))]
    assert [(one.term, one.items) for one in triad.means] == [
        ("deception", ("AL-DR-02",)),
        ("threat or use of force", ("AL-CD-04",)),
    ]
    assert [(one.term, one.items) for one in triad.purpose] == [
        ("forced labour or services", ("AL-EX-02",))
    ]


@pytest.mark.parametrize("instrument", [LABOUR, CHILD, SEXUAL, BORDER])
def test_every_reason_is_a_term_of_the_definition(instrument: Instrument) -> None:
    given = dict.fromkeys((item.id for item in instrument.items), Answer.YES)
    triad, terms = assess(instrument, given).triad, indicators.palermo_terms()
    assert {one.term for one in triad.act} <= set(terms["act"])
    assert {one.term for one in triad.means} <= set(terms["means"])
    if instrument.form:
        assert {one.term for one in triad.purpose} <= set(terms["purpose"])
    speaking = {item for one in (*triad.act, *triad.means, *triad.purpose) for item in one.items}
    assert speaking == set(given)


def test_the_eleven_indicators_of_forced_labour() -> None:
    found = assess(LABOUR, {"AL-CD-02": Answer.YES, "AL-DR-02": Answer.YES}).forced_labour
    assert found == {2: ("AL-DR-02",), 8: ("AL-DR-02",), 9: ("AL-CD-02",)}


def test_the_border_talk_only_opens_a_talk() -> None:
    no = dict.fromkeys((item.id for item in BORDER.items), Answer.NO)
    assert assess(BORDER, no).advice == Advice(Finding.NO_INDICATION, (Because.NOTHING_POSITIVE,))
    one = assess(BORDER, {**no, "BO-08": Answer.YES})
    assert one.advice == Advice(Finding.MANUAL_REVIEW, (Because.SIGNS,))
    assert one.urgent == ("BO-08",)
    half = assess(BORDER, {"BO-01": Answer.NO})
    assert half.advice == Advice(Finding.MANUAL_REVIEW, (Because.OPEN,))


def test_what_is_not_there_is_refused() -> None:
    with pytest.raises(ValueError, match="AL-XX-99"):
        assess(LABOUR, {"AL-XX-99": Answer.YES})
    with pytest.raises(ValueError, match="waving"):
        assess(LABOUR, {}, acts=["waving"])
    with pytest.raises(ValueError, match="maybe"):
        assess(LABOUR, {"AL-DR-02": "maybe"})  # type: ignore[dict-item]


IDS = st.sampled_from([item.id for item in LABOUR.items])


@given(st.dictionaries(IDS, st.sampled_from(Answer), max_size=40))
def test_silence_never_clears_anyone(given: dict[str, Answer]) -> None:
    result = assess(LABOUR, given)
    asked = {item for item, answer in given.items() if answer in (Answer.YES, Answer.NO)}
    if result.advice.finding is Finding.NO_INDICATION:
        assert asked
        assert all(one.outcome is Outcome.NOT_POSITIVE for one in result.dimensions)
    assert result.version == LABOUR.version
    yes = {item for item, answer in given.items() if answer is Answer.YES}
    assert {item for one in result.dimensions for item in one.yes} == yes


def test_the_profile_is_a_list_of_reasons() -> None:
    reasons = indicators.at_risk_profile([RiskFactor.POOR_RURAL, RiskFactor.CHILD] * 2)
    assert [one.factor for one in reasons] == [RiskFactor.CHILD, RiskFactor.POOR_RURAL]
    assert indicators.at_risk_profile([]) == ()
    every = indicators.at_risk_profile(list(RiskFactor))
    assert {one.factor for one in every} == set(RiskFactor)
    assert all(one.text.endswith(".") for one in every)


def test_an_unknown_factor_is_refused() -> None:
    with pytest.raises(ValueError, match="tall"):
        indicators.at_risk_profile(["tall"])  # type: ignore[list-item]
