"""Hours as people type them, distances, and who can take whom: plain values."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from punte.protection.catalogue.hours_rules import (
    DAY,
    HoursError,
    open_at,
    open_later,
    read_hours,
    tidy_hours,
    write_hours,
)
from punte.protection.catalogue.places import (
    Position,
    distance_km,
    place_of,
    places,
)
from punte.protection.catalogue.rules import CRITERIA, Facts, Needs, Says, Tier, judge

positions = st.tuples(st.floats(-90, 90), st.floats(-180, 180))
minutes = st.lists(st.integers(0, DAY), min_size=2, max_size=8, unique=True).map(sorted)


def spans_of(numbers: list[int]) -> list[tuple[int, int]]:
    even = numbers[: len(numbers) // 2 * 2]
    return list(zip(even[::2], even[1::2], strict=True))


def facts(**values: object) -> Facts:
    known = Facts(
        country="MD",
        desk_open=True,
        free_places=2,
        waiting_days=0,
        today=[(540, 1020)],
        minute=600,
        holiday=False,
        languages=["ro"],
        sexes=[],
        takes_adults=True,
        takes_children=True,
        takes_families=True,
        wheelchair=True,
        excludes=[],
        km=0,
        whole_country=False,
        unconfirmed_days=0,
    )
    return replace(known, **values)


NEEDS = Needs(sex="female", age_band="adult", language="ro", country="MD")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("9-17", "09:00-17:00"),
        ("13.00–17.00; 8:30 - 12", "08:30-12:00, 13:00-17:00"),
        ("24h", "00:00-24:00"),
        ("closed", ""),
        ("", ""),
    ],
)
def test_hours_as_people_type_them(typed: str, kept: str) -> None:
    assert tidy_hours(typed) == kept


@pytest.mark.parametrize(
    "typed", ["17-9", "9-25", "9:60-10", "9-12, 11-13", "sometimes", "9", "٩-17", "9-17" * 20]
)
def test_what_is_no_opening_hours_is_refused(typed: str) -> None:
    with pytest.raises(HoursError):
        read_hours(typed)


@given(minutes)
def test_hours_written_are_read_again(numbers: list[int]) -> None:
    spans = spans_of(numbers)
    assert read_hours(write_hours(spans)) == spans


@given(st.text(max_size=80))
def test_any_text_is_hours_or_refused(text: str) -> None:
    try:
        assert tidy_hours(tidy_hours(text)) == tidy_hours(text)
    except HoursError:
        return


@given(minutes, st.integers(0, DAY - 1))
def test_open_now_means_open_today(numbers: list[int], minute: int) -> None:
    spans = spans_of(numbers)
    assert open_later(spans, minute) or not open_at(spans, minute)


@given(positions, positions)
def test_a_distance_is_the_same_both_ways(one: Position, other: Position) -> None:
    assert distance_km(one, other) == pytest.approx(distance_km(other, one))
    assert 0 <= distance_km(one, other) <= 20_038
    assert distance_km(one, one) == 0


def test_places_lie_where_their_countries_lie() -> None:
    by_country = {
        code: [p for p in places().values() if p.country == code] for code in ["RO", "MD"]
    }
    assert {code: len(found) for code, found in by_country.items()} == {"RO": 42, "MD": 37}
    for place in places().values():
        assert 43.5 < place.position[0] < 48.6
        assert 20.2 < place.position[1] < 30.2
    iasi, chisinau = places()["RO-IS"], places()["MD-CU"]
    assert 85 < distance_km(iasi.position, chisinau.position) < 110


def test_a_district_is_known_however_it_is_written() -> None:
    assert place_of("Iași", "RO") == place_of("IASI", "RO") == place_of("Iaşi", "RO") == "RO-IS"
    assert place_of("Călărași", "MD") != place_of("Călărași", "RO")
    assert place_of("Nowhere", "RO") == place_of("a\x00b", "RO") == place_of("", "MD") == ""


BARS = [
    ("desk_open", {"desk_open": False}, {}),
    ("takes_sex", {"sexes": ["male"]}, {}),
    ("takes_age", {"takes_adults": False}, {}),
    ("takes_age", {"takes_children": False}, {"age_band": "child"}),
    ("takes_age", {"takes_children": False}, {"age_band": "unknown"}),
    ("takes_family", {"takes_families": False}, {"with_children": True}),
    ("wheelchair", {"wheelchair": False}, {"wheelchair": True}),
    ("not_excluded", {"excludes": ["pet"]}, {"circumstances": frozenset({"pet"})}),
]
DELAYS = [
    ("free_places", {"free_places": 0}),
    ("waiting", {"waiting_days": 3}),
    ("open_today", {"today": []}),
    ("open_today", {"minute": 1030}),
]


@pytest.mark.parametrize(("criterion", "offer", "needs"), BARS)
def test_a_bar_says_why_and_its_pair_does_not(
    criterion: str, offer: dict[str, object], needs: dict[str, object]
) -> None:
    asked = replace(NEEDS, **needs)
    judged = judge(asked, facts(**offer))
    assert judged.tier is Tier.NOT
    assert [r.criterion for r in judged.reasons if r.says is Says.BAR] == [criterion]
    assert judge(asked, facts()).tier is Tier.TODAY


@pytest.mark.parametrize(("criterion", "offer"), DELAYS)
def test_a_delay_puts_an_offer_below_today(criterion: str, offer: dict[str, object]) -> None:
    judged = judge(NEEDS, facts(**offer))
    assert judged.tier is Tier.LATER
    assert criterion in [r.criterion for r in judged.reasons if r.says is Says.DELAY]


def test_what_nobody_said_is_not_zero() -> None:
    judged = judge(NEEDS, facts(free_places=None, waiting_days=None, today=None, km=None))
    assert judged.tier is Tier.TODAY
    assert {r.criterion for r in judged.reasons if r.says is Says.UNKNOWN} == {
        "free_places",
        "waiting",
        "open_today",
        "distance",
    }


def test_a_holiday_asks_to_call_before_but_not_where_it_is_open_day_and_night() -> None:
    closed = judge(NEEDS, facts(holiday=True))
    assert Says.UNKNOWN in {r.says for r in closed.reasons if r.criterion == "open_today"}
    always = judge(NEEDS, facts(holiday=True, today=[(0, DAY)]))
    assert Says.FOR in {r.says for r in always.reasons if r.criterion == "open_today"}


def test_every_criterion_has_its_own_name() -> None:
    names = [criterion.__name__ for criterion in CRITERIA]
    assert len(set(names)) == len(names) == 13
    all_said = judge(
        replace(NEEDS, with_children=True, wheelchair=True, country="RO"),
        facts(sexes=["female"], unconfirmed_days=31),
    )
    assert {reason.criterion for reason in all_said.reasons} <= set(names)


@given(st.integers(0, 900), st.integers(0, 60), st.integers(1, 60), st.booleans())
def test_nearer_and_sooner_is_never_ranked_lower(km: int, days: int, more: int, said: bool) -> None:
    languages = ["ro"] if said else ["uk"]
    near = judge(NEEDS, facts(km=km, waiting_days=days, languages=languages))
    later = judge(NEEDS, facts(km=km, waiting_days=days + more, languages=languages))
    farther = judge(NEEDS, facts(km=km + more, waiting_days=days, languages=languages))
    assert (near.tier, near.cost) <= (later.tier, later.cost)
    assert (near.tier, near.cost) <= (farther.tier, farther.cost)


@given(st.integers(0, 200))
def test_an_offer_is_marked_after_thirty_days(days: int) -> None:
    marked = "fresh" in {r.criterion for r in judge(NEEDS, facts(unconfirmed_days=days)).reasons}
    assert marked == (days > 30)
