"""A stored tree for tests: a dict in place of the table, which counts what is read."""

from collections.abc import Mapping, Sequence

from punte.algorithms import merkle
from punte.algorithms.merkle import NodeId


class Store:
    def __init__(self, leaves: Sequence[bytes] = ()) -> None:
        self.nodes: dict[NodeId, bytes] = {}
        self.size = 0
        self.calls = 0
        self.names = 0
        self.add(leaves)

    def add(self, leaves: Sequence[bytes]) -> merkle.Appended:
        grown = merkle.append(self.size, leaves, self.read)
        assert not self.nodes.keys() & grown.nodes.keys(), "a stored node was written again"
        self.nodes.update(grown.nodes)
        self.size = grown.size
        return grown

    def read(self, nodes: Sequence[NodeId]) -> Mapping[NodeId, bytes]:
        self.calls += 1
        self.names += len(nodes)
        return {node: self.nodes[node] for node in nodes if node in self.nodes}

    def reset(self) -> None:
        self.calls = self.names = 0


def leaves(count: int) -> list[bytes]:
    return [merkle.leaf_hash(b"entry %d" % i) for i in range(count)]
