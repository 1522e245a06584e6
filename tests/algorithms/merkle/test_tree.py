"""The tree against the public vector, against itself, and against tampering."""

import hashlib
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from punte.algorithms import merkle
from punte.algorithms.merkle import TreeError

# The 8 leaves of the Certificate Transparency test vector (google/certificate-transparency).
CT_LEAVES = [
    bytes.fromhex(text)
    for text in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
CT_ROOTS = {
    0: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    1: "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    8: "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
}
LARGEST = 40


def hashes(count: int) -> list[bytes]:
    return [merkle.leaf_hash(b"entry %d" % i) for i in range(count)]


def plain_root(leaves: Sequence[bytes]) -> bytes:
    """RFC 6962 §2.1 word for word, as an oracle."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    return hashlib.sha256(b"\x01" + plain_root(leaves[:k]) + plain_root(leaves[k:])).digest()


@pytest.mark.parametrize("size", sorted(CT_ROOTS))
def test_public_vector(size: int) -> None:
    leaves = [merkle.leaf_hash(data) for data in CT_LEAVES[:size]]
    assert merkle.root(leaves).hex() == CT_ROOTS[size]


def test_roots_follow_the_definition() -> None:
    for size in range(LARGEST + 1):
        assert merkle.root(hashes(size)) == plain_root(hashes(size))


def test_every_inclusion_proof_holds_and_only_at_its_place() -> None:
    for size in range(1, LARGEST + 1):
        leaves = hashes(size)
        root = merkle.root(leaves)
        for index in range(size):
            proof = merkle.inclusion_proof(leaves, index)
            assert merkle.verify_inclusion(leaves[index], index, size, proof, root)
            elsewhere = (index + 1) % size
            if size > 1:
                assert not merkle.verify_inclusion(leaves[index], elsewhere, size, proof, root)
                assert not merkle.verify_inclusion(leaves[elsewhere], index, size, proof, root)
            assert not merkle.verify_inclusion(
                leaves[index], index, size, [*proof, leaves[0]], root
            )
            if proof:
                assert not merkle.verify_inclusion(leaves[index], index, size, proof[:-1], root)


def test_every_consistency_proof_holds_and_no_other_root_does() -> None:
    roots = [merkle.root(hashes(size)) for size in range(LARGEST + 1)]
    for second in range(LARGEST + 1):
        leaves = hashes(second)
        for first in range(second + 1):
            proof = merkle.consistency_proof(leaves, first)
            old, new = roots[first], roots[second]
            assert merkle.verify_consistency(first, second, old, new, proof)
            wrong = merkle.leaf_hash(b"other")
            assert not merkle.verify_consistency(first, second, wrong, new, proof)
            if first:
                assert not merkle.verify_consistency(first, second, old, wrong, proof)
            longer = [*proof, wrong]
            assert not merkle.verify_consistency(first, second, old, new, longer)
            if proof:
                assert not merkle.verify_consistency(first, second, old, new, proof[:-1])


@given(
    st.lists(st.binary(max_size=8), min_size=2, max_size=70, unique=True),
    st.data(),
)
def test_a_changed_entry_is_refused(entries: list[bytes], data: st.DataObject) -> None:
    leaves = [merkle.leaf_hash(entry) for entry in entries]
    root = merkle.root(leaves)
    index = data.draw(st.integers(0, len(leaves) - 1))
    proof = merkle.inclusion_proof(leaves, index)
    position = data.draw(st.integers(0, len(proof) - 1))
    broken = list(proof)
    broken[position] = bytes([broken[position][0] ^ 1]) + broken[position][1:]
    assert not merkle.verify_inclusion(leaves[index], index, len(leaves), broken, root)
    forged = merkle.leaf_hash(entries[index] + b"!")
    assert not merkle.verify_inclusion(forged, index, len(leaves), proof, root)


@given(st.integers(2, 60), st.data())
def test_a_rewritten_past_is_inconsistent(second: int, data: st.DataObject) -> None:
    first = data.draw(st.integers(1, second))
    altered = data.draw(st.integers(0, first - 1))
    leaves = hashes(second)
    old = merkle.root(leaves[:first])
    leaves[altered] = merkle.leaf_hash(b"rewritten")
    proof = merkle.consistency_proof(leaves, first)
    assert not merkle.verify_consistency(first, second, old, merkle.root(leaves), proof)


@given(
    st.integers(-3, 70),
    st.integers(-3, 70),
    st.lists(st.binary(max_size=33), max_size=8),
)
def test_garbage_proofs_are_false_not_errors(a: int, b: int, proof: list[bytes]) -> None:
    root = merkle.leaf_hash(b"x")
    other = merkle.leaf_hash(b"y")
    assert not merkle.verify_inclusion(other, a, b, proof, root)
    assert not merkle.verify_consistency(a, b, other, root, proof)


def test_a_leaf_is_not_taken_for_a_node() -> None:
    leaves = hashes(2)
    assert merkle.leaf_hash(leaves[0] + leaves[1]) != merkle.root(leaves)


@pytest.mark.parametrize("index", [-1, 3])
def test_no_proof_for_a_leaf_that_is_not_there(index: int) -> None:
    with pytest.raises(TreeError, match="no leaf"):
        merkle.inclusion_proof(hashes(3), index)


@pytest.mark.parametrize("first", [-1, 4])
def test_no_proof_from_a_tree_that_was_larger(first: int) -> None:
    with pytest.raises(TreeError, match="cannot grow"):
        merkle.consistency_proof(hashes(3), first)
