"""Folding, display in the other script, and order."""

import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from punte.algorithms.textsearch import (
    TextError,
    fold,
    name_parts,
    sort_key,
    transliterate,
)

SOUND = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=30)
NAMES = st.text("abcdeghikorstuvyzșşțţăâîабвгґдеёєжзийіїклтхцчшщъыьэюя'-’ ", max_size=20)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Șerban", "serban"),
        ("Şerban", "serban"),
        ("S\u0326erban", "serban"),
        ("SHERBAN", "serban"),
        ("Шербан", "serban"),
        ("Щербан", "serban"),
        ("Țurcan", "turcan"),
        ("Tsurcan", "turcan"),
        ("Цуркан", "turcan"),
        ("Юрий", "iuri"),
        ("Yurii", "iuri"),
        ("Наталья", "natalia"),
        ("Наталія", "natalia"),
        ("Nataliya", "natalia"),
        ("Кожокару", "cojocaru"),
        ("Чебан", "ceban"),
        ("Ткач", "tcaci"),
        ("Фёдор", "fedor"),
        ("Федор", "fedor"),
        ("Мар'яна", "mariana"),
        ("Мар\u2019яна", "mariana"),
        ("O'Brien", "obrien"),
        ("  Ana-Maria   POPA. ", "ana maria popa"),
        ("\uff29\uff4f\uff4e", "ion"),
        ("Гроcу", "grosu"),
        ("ﬁ", "fi"),
        ("Łukasz", "lucasz"),
        ("", ""),
        ("—!", ""),
        ("王", ""),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(SOUND | NAMES)
def test_folding_twice_changes_nothing(text: str) -> None:
    once = fold(text)
    assert len(once) > 200 or fold(once) == once
    assert re.fullmatch(r"([a-z0-9]+( [a-z0-9]+)*)?", once)


@given(NAMES)
def test_case_does_not_matter(text: str) -> None:
    assert fold(text.upper()) == fold(text)


def test_parts() -> None:
    assert name_parts("Попеску-Чебан  Ион.") == ("popescu", "ceban", "ion")
    assert name_parts(" .-") == ()


@pytest.mark.parametrize("call", [fold, name_parts, sort_key, lambda t: transliterate(t, "latin")])
@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Ion\x00", "NUL character at position 3"),
        ("\ud83d", "lone surrogate at position 0"),
        ("x" * 201, "201 characters"),
    ],
)
def test_bad_text_is_refused(call, text: str, message: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(TextError, match=message):
        call(text)


@pytest.mark.parametrize(
    ("cyrillic", "latin"),
    [
        ("Шевчук", "Șevciuc"),
        ("Кожокару", "Cojocaru"),
        ("Цымбалист", "Țîmbalist"),
        ("Кириак", "Chiriac"),
        ("Георгий", "Gheorghii"),
        ("Щукин", "Șciuchin"),
        ("Джурджу", "Giurgiu"),
        ("Мар'яна", "Mariana"),
        ("ЧЕБАН Ион", "CEBAN Ion"),
        ("Юлия-Анна", "Iulia-Anna"),
        ("Унтилэ", "Untilă"),
    ],
)
def test_cyrillic_in_romanian_spelling(cyrillic: str, latin: str) -> None:
    assert transliterate(cyrillic, "latin") == latin
    assert transliterate(latin, "latin") == latin


@pytest.mark.parametrize(
    "name",
    [
        *("Ceban", "Cojocaru", "Țîmbalist", "Șevciuc", "Petrovici", "Giurgiu", "Chetraru"),
        *("Ghimpu", "Andrei", "Vasile", "Untilă", "Iuri", "Lupașcu", "Hîncu", "Jitari", "Boico"),
    ],
)
def test_there_and_back(name: str) -> None:
    cyrillic = transliterate(name, "cyrillic")
    assert re.fullmatch(r"[\u0400-\u04ff]+", cyrillic)
    assert transliterate(cyrillic, "latin") == name
    assert transliterate(name.upper(), "cyrillic") == cyrillic.upper()


def test_cyrillic_from_english_spelling() -> None:
    assert transliterate("Shevchuk Kozhokaru", "cyrillic") == "Шевчук Кожокару"
    assert transliterate("Evghenii Maria", "cyrillic") == "Евгений Мария"


def test_no_third_script() -> None:
    with pytest.raises(ValueError, match="greek"):
        transliterate("Ion", "greek")  # type: ignore[arg-type]


@given(SOUND)
def test_any_text_can_be_displayed(text: str) -> None:
    assert isinstance(transliterate(text, "latin"), str)
    assert isinstance(transliterate(text, "cyrillic"), str)


@pytest.mark.parametrize(
    "ordered",
    [
        ["Ana", "Ană", "Anton", "Ăla", "Âla", "Barbu"],
        ["Iz", "Îa", "Ja"],
        ["Sz", "Șa", "Ta", "Țap", "Ursu"],
        ["Ion", "Ion Vasile", "Ionescu"],
        ["Zz", "Аа", "Ба"],
        ["Гуцу", "Ґуцу", "Дуца"],
        ["Ем", "Ён", "Ер", "Єр", "Жу"],
        ["Иван", "Іван", "Їван", "Йван", "Кан"],
        ["Щука", "Эм", "Юр", "Яр"],
        ["2 Ion", "Ion 2"],
    ],
)
def test_order(ordered: list[str]) -> None:
    for seed in range(5):
        shuffled = random.Random(seed).sample(ordered, len(ordered))
        assert sorted(shuffled, key=sort_key) == ordered


def test_case_marks_and_old_cedillas_break_ties_only() -> None:
    assert sort_key("şerban").split("\x1f")[0] == sort_key("Șerban").split("\x1f")[0]
    assert sort_key("O'Brien").split("\x1f")[0] == sort_key("obrien").split("\x1f")[0]
    assert sort_key("é").split("\x1f")[0] == sort_key("e").split("\x1f")[0]


@given(SOUND)
def test_a_sort_key_can_be_stored(text: str) -> None:
    key = sort_key(text)
    key.encode()
    assert "\x00" not in key
