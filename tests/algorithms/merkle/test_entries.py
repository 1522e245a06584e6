"""One spelling per entry, and no entry without one."""

import json
import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from punte.algorithms import merkle
from punte.algorithms.merkle import EntryError

SALT = bytes(16)
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=10)
KEYS = TEXT.map(lambda text: unicodedata.normalize("NFC", text))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner),
    max_leaves=12,
)


def test_the_form() -> None:
    entry = {"who": "Ște\u0301fan", "at": [1, None, True], "a": {"z": "б", "b": ""}}
    expected = '{"a":{"b":"","z":"б"},"at":[1,null,true],"who":"Ștéfan"}'
    assert merkle.canonical(entry) == expected.encode()


def test_composed_and_decomposed_are_one() -> None:
    assert merkle.canonical({"name": "Ș"}) == merkle.canonical({"name": "S\u0326"})


@given(st.dictionaries(st.sampled_from(["a", "b", "ș", "я", "k1", "K1"]), VALUES))
def test_order_does_not_matter_and_json_reads_it(entry: dict[str, Any]) -> None:
    first = merkle.canonical(entry)
    assert merkle.canonical(dict(reversed(entry.items()))) == first
    assert merkle.canonical(json.loads(first)) == first


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ({"a": 1.0}, r"entry\.a: float"),
        ({"a": [1, float("nan")]}, r"entry\.a\[1\]: float"),
        ({"a": {"b": b"x"}}, r"entry\.a\.b: bytes"),
        ({1: "x"}, "key of type int"),
        ({"a": {None: "x"}}, r"entry\.a: key of type NoneType"),
        ({"a": "x\x00"}, r"entry\.a: NUL character at position 1"),
        ({"a": "\ud800"}, r"entry\.a: lone surrogate at position 0"),
        ({"a\x00": 1}, "a key: NUL"),
        ({"a": 2**63}, "64 bits"),
        ({"a": -(2**63) - 1}, "64 bits"),
        ({"é": 1, "e\u0301": 2}, "same after normalisation"),
        ({"a": {1, 2}}, "set has no canonical form"),
    ],
)
def test_what_has_no_canonical_form_is_refused_with_its_place(entry: Any, message: str) -> None:
    with pytest.raises(EntryError, match=message):
        merkle.canonical(entry)


def test_a_bottomless_entry_is_refused() -> None:
    entry: dict[str, object] = {}
    entry["self"] = entry
    with pytest.raises(EntryError, match="levels deep"):
        merkle.canonical(entry)


@given(
    st.binary(min_size=16, max_size=64),
    st.binary(min_size=16, max_size=64),
    st.binary(),
    st.binary(),
)
def test_different_pairs_give_different_leaves(s1: bytes, s2: bytes, e1: bytes, e2: bytes) -> None:
    same = (s1, e1) == (s2, e2)
    assert (merkle.leaf_data(s1, e1) == merkle.leaf_data(s2, e2)) is same


def test_the_salt_hides_the_entry() -> None:
    entry = merkle.canonical({"a": 1})
    assert merkle.leaf_data(SALT, entry) != merkle.leaf_data(b"\x01" * 16, entry)


@pytest.mark.parametrize("length", [0, 15, 65])
def test_a_salt_of_the_wrong_length_is_refused(length: int) -> None:
    with pytest.raises(EntryError, match="salt"):
        merkle.leaf_data(bytes(length), b"{}")
