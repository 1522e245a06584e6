"""Pseudonyms are written in the reader's language and read in any."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from punte.core.codes import localised
from punte.protection.persons.pseudonyms import (
    PLANTS,
    code_of,
    draw,
    parse,
    pseudonym,
)

LANGUAGES = [code for code, _name in settings.LANGUAGES]
plants = st.integers(0, len(PLANTS) - 1)
numbers = st.integers(0, 9_999_999)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_plant_has_one_name_of_its_own(language: str) -> None:
    with override(language):
        names = [str(name) for name in PLANTS]
    assert len(set(names)) == len(PLANTS)
    assert all(" " not in name and "-" not in name for name in names)


@given(plants, numbers, st.sampled_from(LANGUAGES), st.sampled_from(LANGUAGES))
def test_what_is_written_in_one_language_is_read_in_any(
    plant: int, number: int, writes: str, reads: str
) -> None:
    with override(writes):
        written = pseudonym(plant, number)
    with override(reads):
        found = parse(written)
    assert found is not None
    # A name of one language may begin like, or be, another plant of the reader's own.
    if writes == reads:
        assert found == (plant, number)
    assert found[1] == number


@given(plants, numbers)
def test_a_code_travels_in_english_and_is_shown_in_the_readers_language(
    plant: int, number: int
) -> None:
    with override("ro"):
        code = code_of(plant, number)
        assert localised(code) == pseudonym(plant, number)
    with override("en"):
        assert code == pseudonym(plant, number)


@given(st.text(max_size=60))
def test_any_text_is_a_pseudonym_or_none(text: str) -> None:
    found = parse(text)
    assert found is None or (found[0] is None or 0 <= found[0] < len(PLANTS))


def test_apostrophes_case_and_yo_as_people_type_them() -> None:
    with override("uk"):
        assert parse("м’ята-0012") == parse("Мʼята 12") == parse("м'ЯТА12")
    with override("ru"):
        assert parse("клен-1") == parse("Клён-0001")
    plant, number = draw()
    assert 0 <= plant < len(PLANTS)
    assert 0 <= number < 10_000
