"""Keys by sound: how many spellings they bring together, how many names they confuse."""

import re
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from punte.algorithms.textsearch import TextError, fold, pair, phonetic, query_keys, search_keys
from punte.algorithms.textsearch.sound import RULES
from tests.algorithms.textsearch.names import DIFFERENT, SAME

SOUND = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=25)


def test_spellings_of_one_name_share_a_key() -> None:
    assert len(set(SAME)) >= 120
    missed = [(one, other) for one, other in SAME if phonetic(one) != phonetic(other)]
    assert len(missed) / len(SAME) <= 0.07, missed


def test_different_names_rarely_share_a_key() -> None:
    assert len(set(DIFFERENT)) >= 60
    pairs = list(combinations(DIFFERENT, 2))
    collided = [(one, other) for one, other in pairs if phonetic(one) == phonetic(other)]
    assert len(collided) / len(pairs) <= 0.02, collided


@pytest.mark.parametrize(
    ("part", "key"),
    [
        ("Șerban", "SRBN"),
        ("Щербан", "SRBN"),
        ("Чебан", "CBN"),
        ("Chiban", "KBN"),
        ("Юрий", "UR"),
        ("Evghenii", "EVGN"),
        ("Heorhii", "GRG"),
        ("Țîmbalist", "TMBLST"),
        ("Ия", "I"),
        ("", ""),
        ("-", ""),
    ],
)
def test_keys(part: str, key: str) -> None:
    assert phonetic(part) == key


@given(SOUND)
def test_a_key_is_short_plain_and_the_same_for_the_folded_part(part: str) -> None:
    key = phonetic(part)
    assert re.fullmatch(r"[A-Z0-9]*", key)
    assert key == phonetic(fold(part).replace(" ", ""))
    assert bool(key) == bool(fold(part))


@pytest.mark.parametrize("number", range(len(RULES)))
def test_every_rule_changes_the_names_it_is_for(number: int) -> None:
    pattern, replacement, examples = RULES[number]
    for example in examples.split(", "):
        spelling = fold(example)
        for earlier, by, _ in RULES[:number]:
            spelling = re.sub(earlier, by, spelling)
        assert re.sub(pattern, replacement, spelling) != spelling, (example, spelling)


def test_a_person_is_found_in_either_order_and_script() -> None:
    stored = search_keys("Ana-Maria", "Ceban")
    assert stored.exact == ("ana", "ceban", "maria")
    assert stored.phonetic == ("AN", "CBN", "MR")
    assert stored.pairs == ("AN-CBN", "CBN-MR")
    for typed in ("Чебан Анна", "Anna Cheban", "CEBAN Maria", "Мария Чебан"):
        assert set(query_keys(typed).pairs) & set(stored.pairs), typed
    assert not set(query_keys("Ana Rusu").pairs) & set(stored.pairs)


def test_a_name_of_one_part_has_no_pair() -> None:
    assert query_keys("Ceban").pairs == ()
    assert search_keys("", "Ceban").pairs == ()
    assert search_keys("", "").exact == ()


@given(SOUND, SOUND)
def test_keys_do_not_depend_on_which_name_came_first(one: str, other: str) -> None:
    assert search_keys(one, other) == search_keys(other, one)
    assert pair(one, other) == pair(other, one)


def test_bad_text_is_refused_with_its_place() -> None:
    with pytest.raises(TextError, match="NUL character at position 2"):
        phonetic("ab\x00")
    with pytest.raises(TextError, match="surrogate at position 0"):
        search_keys("Ion", "\udfff")
    with pytest.raises(TextError, match="201 characters"):
        query_keys("a" * 201)
