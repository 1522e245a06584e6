"""Which stretches of leaves a proof is made of, before any hash is known.

A stretch is a pair (start, end), end exclusive. Every stretch that a proof names begins at a
multiple of the power of two that holds it, so that it falls apart into complete nodes of
falling size: `complete_nodes` lists them. A node is named (level, index): it covers the leaves
index * 2**level up to, but without, (index + 1) * 2**level.
"""

from punte.algorithms.merkle.hashing import TreeError

Stretch = tuple[int, int]
NodeId = tuple[int, int]


def split_point(size: int) -> int:
    """The largest power of two below `size` (RFC 9162 §2.1.1); `size` is at least 2."""
    return 1 << ((size - 1).bit_length() - 1)


def complete_nodes(start: int, end: int) -> list[NodeId]:
    """The complete nodes that together cover start..end, left to right, at most log2(n) + 1.

    `start` must be a multiple of the smallest power of two that is not below end - start.
    """
    nodes = []
    while start < end:
        level = (end - start).bit_length() - 1
        nodes.append((level, start >> level))
        start += 1 << level
    return nodes


def inclusion_stretches(index: int, size: int) -> list[Stretch]:
    """Stretches whose hashes are the inclusion proof, leaf's sibling first (RFC 9162 §2.1.3.1).

    Raises TreeError unless 0 <= index < size.
    """
    if not 0 <= index < size:
        raise TreeError(f"there is no leaf {index} in a tree of {size}")
    start, end, path = 0, size, []
    while end - start > 1:
        middle = start + split_point(end - start)
        if index < middle:
            path.append((middle, end))
            end = middle
        else:
            path.append((start, middle))
            start = middle
    return path[::-1]


def consistency_stretches(first: int, second: int) -> list[Stretch]:
    """Stretches whose hashes prove that `first` leaves are the start of `second` (§2.1.4.1).

    Empty when the sizes are equal or `first` is 0. Raises TreeError unless
    0 <= first <= second.
    """
    if not 0 <= first <= second:
        raise TreeError(f"a tree of {first} cannot grow into a tree of {second}")
    if first in (0, second):
        return []
    start, end, path = 0, second, []
    # The old tree's own right edge need not be sent while it is the whole old tree.
    whole = True
    while first != end:
        middle = start + split_point(end - start)
        if first <= middle:
            path.append((middle, end))
            end = middle
        else:
            path.append((start, middle))
            start, whole = middle, False
    if not whole:
        path.append((start, end))
    return path[::-1]
