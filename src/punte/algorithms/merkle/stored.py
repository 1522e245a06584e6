"""The tree in a database: only complete nodes are kept, each written once and never changed.

A node is named (level, index) and is stored as soon as all its leaves are there; the ragged
right edge is folded from stored nodes when needed. A table (level, index, hash) with a primary
key on the first two is all that is wanted. Reading goes through a callable that is given the
wanted names at once and answers with what it found, so that each proof costs one query.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from punte.algorithms.merkle.hashing import EMPTY_ROOT, TreeError, checked_hash, node_hash
from punte.algorithms.merkle.shape import (
    NodeId,
    Stretch,
    complete_nodes,
    consistency_stretches,
    inclusion_stretches,
)

ReadNodes = Callable[[Sequence[NodeId]], Mapping[NodeId, bytes]]
"""Given names of nodes, the stored hash of each; names not stored are left out."""


@dataclass(frozen=True)
class Appended:
    """A tree after leaves were added.

    `nodes` are the new complete nodes to be stored, the leaves among them at level 0, in an
    order in which every child comes before its parent; `size` counts leaves; `root` is 32 bytes.
    """

    nodes: Mapping[NodeId, bytes]
    size: int
    root: bytes


def append(size: int, leaf_hashes: Sequence[bytes], read_nodes: ReadNodes) -> Appended:
    """Add `leaf_hashes` to a stored tree of `size` leaves.

    Reads only the log2(size) nodes of the right edge, in one call, and hashes about once per
    new leaf. Raises TreeError for a negative size, a hash that is not 32 bytes, or a stored
    node that is not there. Calls for one tree must come one after another.
    """
    if size < 0:
        raise TreeError(f"a tree cannot have {size} leaves")
    known = dict(_read(complete_nodes(0, size), read_nodes))
    new: dict[NodeId, bytes] = {}
    for index, value in enumerate(leaf_hashes, start=size):
        new[0, index] = known[0, index] = checked_hash(value, f"leaf {index}")
    level, end = 1, size + len(leaf_hashes)
    while end >> level:
        for index in range(size >> level, end >> level):
            value = node_hash(known[level - 1, 2 * index], known[level - 1, 2 * index + 1])
            new[level, index] = known[level, index] = value
        level += 1
    return Appended(new, end, _fold(complete_nodes(0, end), known))


def stored_root(size: int, read_nodes: ReadNodes) -> bytes:
    """Root of the first `size` leaves of a stored tree that has at least as many. One read."""
    if size < 0:
        raise TreeError(f"a tree cannot have {size} leaves")
    nodes = complete_nodes(0, size)
    return _fold(nodes, _read(nodes, read_nodes))


def stored_inclusion_proof(index: int, size: int, read_nodes: ReadNodes) -> list[bytes]:
    """Inclusion proof of leaf `index` in the tree of the first `size` leaves.

    One call of `read_nodes` with at most 2 * log2(size) names. Raises TreeError if there is no
    such leaf or a node is missing.
    """
    return _proof(inclusion_stretches(index, size), read_nodes)


def stored_consistency_proof(first: int, second: int, read_nodes: ReadNodes) -> list[bytes]:
    """Proof that the first `first` leaves are the start of the first `second`.

    One call of `read_nodes` with at most 2 * log2(second) names. Raises TreeError for sizes
    that are not 0 <= first <= second, or if a node is missing.
    """
    return _proof(consistency_stretches(first, second), read_nodes)


def _proof(stretches: Iterable[Stretch], read_nodes: ReadNodes) -> list[bytes]:
    parts = [complete_nodes(*stretch) for stretch in stretches]
    known = _read([node for part in parts for node in part], read_nodes)
    return [_fold(part, known) for part in parts]


def _read(nodes: Sequence[NodeId], read_nodes: ReadNodes) -> Mapping[NodeId, bytes]:
    found = read_nodes(nodes) if nodes else {}
    for level, index in nodes:
        if (level, index) not in found:
            raise TreeError(f"the stored node of level {level}, index {index} is missing")
        checked_hash(found[level, index], f"the stored node of level {level}, index {index}")
    return found


def _fold(nodes: Sequence[NodeId], known: Mapping[NodeId, bytes]) -> bytes:
    if not nodes:
        return EMPTY_ROOT
    value = known[nodes[-1]]
    for node in reversed(nodes[:-1]):
        value = node_hash(known[node], value)
    return value
