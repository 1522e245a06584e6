"""The tree in memory, and the checking of proofs (RFC 9162 §2.1).

Everything here takes and gives leaf hashes (see `leaf_hash`), 32 bytes each. Checking never
raises: a proof that is malformed is a proof that does not hold.
"""

from collections.abc import Sequence

from punte.algorithms.merkle.hashing import EMPTY_ROOT, HASH_SIZE, node_hash
from punte.algorithms.merkle.shape import (
    consistency_stretches,
    inclusion_stretches,
    split_point,
)


def root(leaf_hashes: Sequence[bytes]) -> bytes:
    """Root of the tree over `leaf_hashes`; of no leaves, SHA-256 of nothing. O(n)."""
    return _stretch_root(leaf_hashes, 0, len(leaf_hashes)) if leaf_hashes else EMPTY_ROOT


def _stretch_root(leaf_hashes: Sequence[bytes], start: int, end: int) -> bytes:
    if end - start == 1:
        return leaf_hashes[start]
    middle = start + split_point(end - start)
    return node_hash(
        _stretch_root(leaf_hashes, start, middle), _stretch_root(leaf_hashes, middle, end)
    )


def inclusion_proof(leaf_hashes: Sequence[bytes], index: int) -> list[bytes]:
    """Hashes that tie leaf `index` to the root, the leaf's sibling first. O(n).

    Raises TreeError if there is no such leaf. For a stored tree use `stored_inclusion_proof`.
    """
    stretches = inclusion_stretches(index, len(leaf_hashes))
    return [_stretch_root(leaf_hashes, *stretch) for stretch in stretches]


def consistency_proof(leaf_hashes: Sequence[bytes], first: int) -> list[bytes]:
    """Hashes that show the tree of `first` leaves to be the start of this one. O(n).

    Raises TreeError if `first` is negative or larger than the tree.
    """
    stretches = consistency_stretches(first, len(leaf_hashes))
    return [_stretch_root(leaf_hashes, *stretch) for stretch in stretches]


def verify_inclusion(
    leaf: bytes, index: int, size: int, proof: Sequence[bytes], tree_root: bytes
) -> bool:
    """Whether `proof` shows the hash `leaf` at `index` under `tree_root` (RFC 9162 §2.1.3.2)."""
    if not 0 <= index < size or not _all_hashes(leaf, tree_root, *proof):
        return False
    position, last, value = index, size - 1, leaf
    for sibling in proof:
        if last == 0:
            return False
        if position & 1 or position == last:
            value = node_hash(sibling, value)
            while not position & 1 and position:
                position, last = position >> 1, last >> 1
        else:
            value = node_hash(value, sibling)
        position, last = position >> 1, last >> 1
    return last == 0 and value == tree_root


def verify_consistency(
    first: int, second: int, first_root: bytes, second_root: bytes, proof: Sequence[bytes]
) -> bool:
    """Whether `proof` shows the tree of `first` leaves to be the start of the one of `second`.

    RFC 9162 §2.1.4.2. From the empty tree only its own root and an empty proof hold.
    """
    if not 0 <= first <= second or not _all_hashes(first_root, second_root, *proof):
        return False
    if first == 0:
        grown_from_nothing = second > 0 or second_root == EMPTY_ROOT
        return not proof and first_root == EMPTY_ROOT and grown_from_nothing
    if first == second:
        return not proof and first_root == second_root
    # An old tree that is a power of two is itself the first node; it is not sent.
    hashes = [first_root, *proof] if first & (first - 1) == 0 else list(proof)
    return bool(hashes) and _walk_consistency(first, second, hashes) == (first_root, second_root)


def _walk_consistency(first: int, second: int, hashes: list[bytes]) -> tuple[bytes, bytes] | None:
    """Roots of both trees as the proof builds them; None if it has the wrong length."""
    position, last = first - 1, second - 1
    while position & 1:
        position, last = position >> 1, last >> 1
    old = new = hashes[0]
    for sibling in hashes[1:]:
        if last == 0:
            return None
        if position & 1 or position == last:
            old, new = node_hash(sibling, old), node_hash(sibling, new)
            while not position & 1 and position:
                position, last = position >> 1, last >> 1
        else:
            new = node_hash(new, sibling)
        position, last = position >> 1, last >> 1
    return (old, new) if last == 0 else None


def _all_hashes(*values: bytes) -> bool:
    return all(isinstance(value, bytes) and len(value) == HASH_SIZE for value in values)
