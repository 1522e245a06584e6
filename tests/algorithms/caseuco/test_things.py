"""The same case gives the same document, and what does not hang together is refused."""

import json
from dataclasses import replace
from datetime import datetime

import pytest

from punte.algorithms.caseuco import Action, Bundle, BundleError, Digest, Person, document, write
from tests.algorithms.caseuco.small import DAY, one, small_bundle


def test_the_same_case_gives_the_same_bytes() -> None:
    assert write(small_bundle()) == write(small_bundle())
    assert json.loads(write(small_bundle())) == document(small_bundle())


def test_every_node_has_an_id_of_its_own() -> None:
    nodes = document(small_bundle(), "https://node.invalid/case/")["@graph"]
    ids = [node["@id"] for node in nodes]
    assert len(set(ids)) == len(ids)
    assert all(name.startswith("https://node.invalid/case/") for name in ids)


def test_both_digests_stand_with_their_method() -> None:
    (file,) = (n for n in document(small_bundle())["@graph"] if n.get("core:name") == "call.wav")
    hashes = file["core:hasFacet"][1]["observable:hash"]
    assert [one["types:hashMethod"] for one in hashes] == ["SHA256", "SHA512"]


@pytest.mark.parametrize(("method", "value"), [("SHA256", "ab"), ("SHA256", "g" * 64), ("", "ab")])
def test_a_digest_has_its_length(method: str, value: str) -> None:
    with pytest.raises(BundleError):
        Digest(method, value)


def test_what_leads_nowhere_is_refused() -> None:
    case = small_bundle().investigation
    with pytest.raises(BundleError, match="leads nowhere"):
        Bundle(case, (Person(one("x"), "X", one("nobody")),))
    with pytest.raises(BundleError, match="leads nowhere"):
        # A person is no evidence.
        Bundle(case, (Person(one("x"), "X"), Action(one("a"), "a", DAY, objects=(one("x"),))))


def test_an_id_stands_for_one_thing_and_a_time_has_a_zone() -> None:
    case = small_bundle().investigation
    with pytest.raises(BundleError, match="used twice"):
        Bundle(case, (Person(case.id, "X"),))
    with pytest.raises(BundleError, match="no zone"):
        Bundle(replace(case, start=datetime(2026, 3, 4)), ())  # noqa: DTZ001
