"""Persons compared and proposed. Nobody here is a real person."""

from __future__ import annotations

from dataclasses import replace

import pytest

from punte.algorithms.linkage import (
    ADVISED,
    LOOK,
    Band,
    Feature,
    Record,
    compare,
    propose,
)
from punte.algorithms.linkage.blocking import BIGGEST
from tests.algorithms.linkage.people import (
    hard_negatives,
    pairs_as_records,
    people,
    true_pairs,
)

ION = Record("a", ("Ion Ceban",), ("1990-04-12",), ("male",), ("Bălți",), ("md",))
IVAN = Record("b", ("Чебан Иван Ильич",), ("1990-04-12",), ("m",), ("Бэлць",), ("md",))


def features(one: Record, other: Record) -> set[Feature]:
    return {reason.feature for reason in compare(one, other).reasons}


def test_the_reasons_add_up_and_are_the_same_both_ways() -> None:
    there, back = compare(ION, IVAN), compare(IVAN, ION)
    assert there.band is Band.ADVISED
    assert there.value == back.value
    assert sum(reason.weight for reason in there.reasons) == pytest.approx(there.value)
    named = there.reasons[0]
    assert (named.feature, named.left, named.right) == (
        Feature.NAME_SAME, ION.names[0], IVAN.names[0]
    )  # fmt: skip


def test_a_name_alone_is_never_advised() -> None:
    one, other = Record("a", ("Ion Ceban",)), Record("b", ("Ion Ceban",))
    score = compare(one, other)
    assert (score.band, score.value) == (Band.NAME_ALONE, LOOK)
    assert Feature.ONLY_NAME in features(one, other)
    assert [p.score.band for p in propose([one, other])] == [Band.NAME_ALONE]


@pytest.mark.parametrize(
    "more",
    [
        {"births": ("1990",)},
        {"births": ("1990-01-01",)},
        {"births": ("1990-04-11",)},
        {"births": (), "selectors": frozenset({("phone", "+37360000000"), ("plate", "ABC123")})},
    ],
)
def test_without_a_full_date_or_number_it_is_worth_a_look_only(more: dict[str, object]) -> None:
    shared = {key: value for key, value in more.items() if key == "selectors"}
    one, other = replace(ION, **shared), replace(IVAN, places=("Bălți",), **more)  # type: ignore[arg-type]
    score = compare(one, other)
    assert score.band is Band.LOOK
    assert score.value < ADVISED


def test_exchanged_day_and_month_are_seen() -> None:
    swapped = replace(IVAN, births=("1990-12-04",))
    assert Feature.BIRTH_SWAPPED in features(ION, swapped)
    assert compare(ION, swapped).band is Band.ADVISED
    assert [p.left for p in propose([ION, swapped])] == ["a"]


@pytest.mark.parametrize(
    "kin",
    [
        replace(IVAN, names=("Ion Cebanu",)),  # another surname, by chance the same birthday
        replace(IVAN, names=("Иона Чебан",), sexes=("f",)),  # a twin
        replace(IVAN, names=("Андрей Чебан",)),  # a twin
        replace(IVAN, births=("1963-04-12",)),  # the father, of the same name
        replace(IVAN, births=("1991-09-30",)),  # a namesake
        replace(IVAN, sexes=("f",)),
    ],
)
def test_kin_and_namesakes_are_not_advised(kin: Record) -> None:
    shared = frozenset({("phone", "+37360000000")})
    one, other = replace(ION, selectors=shared), replace(kin, selectors=shared)
    assert compare(one, other).band is not Band.ADVISED


def test_a_document_under_another_name_is_worth_a_look() -> None:
    paper = frozenset({("document", "AB123456")})
    other = Record("b", ("Vasile Lupan",), selectors=paper)
    score = compare(Record("a", ("Ion Ceban",), selectors=paper), other)
    assert score.band is Band.LOOK
    assert propose([replace(ION, selectors=paper), other])


def test_the_given_name_is_enough_beside_a_number_and_the_whole_date() -> None:
    """As after a marriage, or with a slip of the hand; the number alone never is."""
    paper = frozenset({("document", "AB123456")})
    before = Record("a", ("Elena Ceban",), ("1990-04-12",), selectors=paper)
    after = Record("b", ("Елена Лупан",), ("1990-04-12",), selectors=paper)
    assert compare(before, after).band is Band.ADVISED
    assert compare(before, after).value == compare(after, before).value
    assert compare(replace(before, id="c", names=("Elena Cebna",)), before).band is Band.ADVISED
    for other in (
        replace(after, births=("1990",)),
        replace(after, selectors=frozenset({("phone", "+37360000000")})),
        replace(after, names=("Ольга Лупан",)),
        replace(after, names=("Ольга Чебан",)),
    ):
        assert compare(before, other).band is not Band.ADVISED


def test_other_personal_numbers_speak_against() -> None:
    one = replace(ION, selectors=frozenset({("national_id", "2004001234567")}))
    other = replace(IVAN, selectors=frozenset({("national_id", "2004001234577")}))
    assert Feature.IDENTITY_OTHER in features(one, other)
    assert compare(one, other).band is not Band.ADVISED


def test_conflicting_values_stand_side_by_side() -> None:
    unsure = replace(IVAN, births=("1988-01-02", "1990-04-12"), names=("Ivan C.", "Ivan Ceban"))
    assert compare(ION, unsure).band is Band.ADVISED


def test_what_was_decided_is_not_proposed_again() -> None:
    assert propose([ION, IVAN], known=[("b", "a")]) == []
    assert len(propose([ION, IVAN], known=[("b", "c")])) == 1
    assert propose([]) == []


def test_a_key_that_many_share_does_not_drown_the_rest() -> None:
    box = frozenset({("phone", "+37322000000")})
    crowd = [replace(one, selectors=box) for one in people(BIGGEST + 1, seed=54)]
    found = propose([*crowd, replace(ION, selectors=box), replace(IVAN, selectors=box)])
    assert [(p.left, p.right) for p in found] == [("a", "b")]


def test_unseen_pairs_are_found_among_many() -> None:
    true = pairs_as_records(true_pairs(300, seed=51), 51, "true")
    hard = pairs_as_records(hard_negatives(600, seed=52), 52, "hard")
    found = propose([*true, *hard, *people(1500, seed=53)])
    advised = {(p.left, p.right) for p in found if p.score.band is Band.ADVISED}
    wanted = {(a.id, b.id) for a, b in zip(true[::2], true[1::2], strict=True)}
    assert len(wanted & advised) / len(wanted) >= 0.93
    assert {pair for pair in advised if str(pair[0]).startswith("hard")} == set()
    assert [p.score.value for p in found] == sorted((p.score.value for p in found), reverse=True)
