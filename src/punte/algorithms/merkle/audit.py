"""Finding what was altered: recomputed entries against stored nodes and signed heads.

Stored nodes name the altered entry exactly. Someone who may rewrite everything can rewrite the
nodes too; then only a head that was signed earlier, and kept elsewhere, tells, and it can only
say between which two heads the alteration lies. Both are reported, the exact one first.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final, Literal

from punte.algorithms.merkle.hashing import EMPTY_ROOT, TreeError
from punte.algorithms.merkle.shape import NodeId, complete_nodes
from punte.algorithms.merkle.stored import Appended, ReadNodes, append, stored_root

BLOCK_LEVEL: Final = 8

What = Literal["entry", "missing", "surplus", "node", "head"]


@dataclass(frozen=True)
class Head:
    """A trusted tree head: `root` (32 bytes) over the first `size` leaves."""

    size: int
    root: bytes


@dataclass(frozen=True)
class Difference:
    """The first thing that is not as it was: it lies in the leaves first..last, last inclusive.

    `what` is one of: "entry" (the entry does not give its stored leaf hash), "missing" (fewer
    entries than leaves), "surplus" (entries beyond the tree), "node" (entries are right, the
    stored node `node` above them is not), "head" (entries and nodes agree with each other but
    not with a trusted head: both were rewritten).
    """

    what: What
    first: int
    last: int
    node: NodeId | None = None


def first_difference(
    leaves: Iterable[bytes | None],
    size: int,
    read_nodes: ReadNodes,
    heads: Sequence[Head] = (),
    *,
    every_node: bool = False,
) -> Difference | None:
    """The first alteration in a stored tree of `size` leaves, or None if all is as signed.

    `leaves` are leaf hashes recomputed from the entries in order, read once as a stream; None
    stands for an entry that was lawfully erased, whose stored hash is then taken. Stored nodes
    are compared in blocks of 256 leaves, one read per block, and leaf by leaf only where a
    block differs; `every_node` compares also the small nodes inside sound blocks. `heads` are
    trusted tree heads of this log; those larger than `size` count as "missing" leaves.
    Raises TreeError if a stored leaf of an erased entry is missing too.
    """
    rest, state = iter(leaves), _State(read_nodes, sorted(heads, key=lambda head: head.size))
    while state.size < size:
        wanted = min(size - state.size, 1 << BLOCK_LEVEL)
        block = list(islice(rest, wanted))
        difference = state.take(block, every_node) or _shortfall(state.size, wanted, block, size)
        if difference:
            return difference
    if next(rest, _END) is not _END:
        return Difference("surplus", size, size)
    beyond = [head for head in heads if head.size > size]
    return Difference("missing", size, beyond[0].size - 1) if beyond else None


_END: Final = object()


def _shortfall(taken: int, wanted: int, block: Sequence[object], size: int) -> Difference | None:
    return Difference("missing", taken, size - 1) if len(block) < wanted else None


class _State:
    """The tree as recomputed so far: its size and the complete nodes of its right edge."""

    def __init__(self, read_stored: ReadNodes, heads: Sequence[Head]) -> None:
        self.size = 0
        self.trusted_size = 0
        self._edge: dict[NodeId, bytes] = {}
        self._read_stored = read_stored
        self._heads = list(heads)

    def take(self, block: Sequence[bytes | None], every_node: bool) -> Difference | None:
        """Add a block of leaves; the first difference in it, if any."""
        leaves = self._fill_erased(block)
        grown = append(self.size, leaves, self._read_edge)
        difference = self._compare(grown, every_node) or self._check_heads(grown)
        known = {**self._edge, **grown.nodes}
        self._edge = {node: known[node] for node in complete_nodes(0, grown.size)}
        self.size = grown.size
        return difference

    def _read_edge(self, nodes: Sequence[NodeId]) -> Mapping[NodeId, bytes]:
        return {node: self._edge[node] for node in nodes}

    def _fill_erased(self, block: Sequence[bytes | None]) -> list[bytes]:
        erased = [(0, self.size + i) for i, leaf in enumerate(block) if leaf is None]
        stored = self._read_stored(erased) if erased else {}
        for node in erased:
            if node not in stored:
                raise TreeError(f"entry {node[1]} is erased and its stored hash is missing")
        return [stored[0, self.size + i] if leaf is None else leaf for i, leaf in enumerate(block)]

    def _compare(self, grown: Appended, every_node: bool) -> Difference | None:
        full = grown.size % (1 << BLOCK_LEVEL) == 0
        names = [n for n in grown.nodes if every_node or not full or n[0] >= BLOCK_LEVEL]
        if self._first_unequal(grown, names) is None:
            return None
        # In the order of `append` leaves come first, so an altered entry is found before the
        # nodes above it.
        level, index = self._first_unequal(grown, list(grown.nodes)) or names[0]
        if level == 0:
            return Difference("entry", index, index, (0, index))
        return Difference("node", index << level, ((index + 1) << level) - 1, (level, index))

    def _first_unequal(self, grown: Appended, names: Sequence[NodeId]) -> NodeId | None:
        stored = self._read_stored(names) if names else {}
        unequal: Iterator[NodeId] = (n for n in names if stored.get(n) != grown.nodes[n])
        return next(unequal, None)

    def _check_heads(self, grown: Appended) -> Difference | None:
        known = {**self._edge, **grown.nodes}
        while self._heads and self._heads[0].size <= grown.size:
            head = self._heads.pop(0)
            if self._root_at(head.size, known) != head.root:
                last = max(head.size - 1, 0)
                return Difference("head", min(self.trusted_size, last), last)
            self.trusted_size = head.size
        return None

    def _root_at(self, size: int, known: Mapping[NodeId, bytes]) -> bytes:
        if size == 0:
            return EMPTY_ROOT
        return stored_root(size, lambda nodes: {node: known[node] for node in nodes})
