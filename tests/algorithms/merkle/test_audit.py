"""The first altered entry is named, whatever was altered."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from punte.algorithms import merkle
from punte.algorithms.merkle import Difference, Head, TreeError
from tests.algorithms.merkle.store import Store, leaves

SIZE = 700
FORGED = merkle.leaf_hash(b"forged")


def heads(*sizes: int) -> list[Head]:
    return [Head(size, merkle.root(leaves(size))) for size in sizes]


@pytest.mark.parametrize("size", [0, 1, 255, 256, 257, 512, SIZE])
def test_a_sound_log_has_no_difference(size: int) -> None:
    store = Store(leaves(size))
    trusted = heads(0, size // 2, size)
    assert merkle.first_difference(leaves(size), size, store.read, trusted) is None
    whole = merkle.first_difference(leaves(size), size, store.read, trusted, every_node=True)
    assert whole is None


@given(st.sets(st.integers(0, SIZE - 1), min_size=1, max_size=4))
def test_the_first_altered_entry_is_named(altered: set[int]) -> None:
    recomputed = leaves(SIZE)
    for index in altered:
        recomputed[index] = FORGED
    found = merkle.first_difference(recomputed, SIZE, BIG.read)
    assert found == Difference("entry", min(altered), min(altered), (0, min(altered)))


BIG = Store(leaves(SIZE))


def test_few_reads() -> None:
    BIG.reset()
    merkle.first_difference(leaves(SIZE), SIZE, BIG.read)
    assert BIG.calls == 3
    assert BIG.names < 2 * (SIZE % 256) + 8


@given(st.integers(0, SIZE - 1))
def test_an_altered_stored_leaf_is_named(index: int) -> None:
    store = Store(leaves(SIZE))
    store.nodes[0, index] = FORGED
    found = merkle.first_difference(leaves(SIZE), SIZE, store.read, every_node=True)
    assert found == Difference("entry", index, index, (0, index))


def test_an_altered_inner_node_is_named() -> None:
    store = Store(leaves(SIZE))
    store.nodes[9, 0] = FORGED
    found = merkle.first_difference(leaves(SIZE), SIZE, store.read)
    assert found == Difference("node", 0, 511, (9, 0))
    store = Store(leaves(SIZE))
    store.nodes[3, 2] = FORGED
    assert merkle.first_difference(leaves(SIZE), SIZE, store.read) is None
    found = merkle.first_difference(leaves(SIZE), SIZE, store.read, every_node=True)
    assert found == Difference("node", 16, 23, (3, 2))


def test_a_dropped_or_invented_entry() -> None:
    found = merkle.first_difference(leaves(SIZE - 3), SIZE, BIG.read)
    assert found == Difference("missing", SIZE - 3, SIZE - 1)
    found = merkle.first_difference(leaves(512), SIZE, BIG.read)
    assert found == Difference("missing", 512, SIZE - 1)
    found = merkle.first_difference([*leaves(SIZE), FORGED], SIZE, BIG.read)
    assert found == Difference("surplus", SIZE, SIZE)
    middle = leaves(SIZE)
    del middle[300]
    found = merkle.first_difference(middle, SIZE, BIG.read)
    assert found == Difference("entry", 300, 300, (0, 300))


@given(st.integers(0, SIZE - 1))
def test_a_log_rewritten_whole_is_caught_by_earlier_heads(index: int) -> None:
    rewritten = leaves(SIZE)
    rewritten[index] = FORGED
    store = Store(rewritten)
    trusted = heads(100, 256, 300, 650, SIZE)
    assert merkle.first_difference(rewritten, SIZE, store.read) is None
    found = merkle.first_difference(rewritten, SIZE, store.read, trusted)
    assert found is not None
    assert found.what == "head"
    assert found.first <= index <= found.last
    assert (found.first, found.last + 1) in [
        (0, 100),
        (100, 256),
        (256, 300),
        (300, 650),
        (650, SIZE),
    ]


def test_a_log_cut_short_is_caught_by_a_later_head() -> None:
    store = Store(leaves(200))
    found = merkle.first_difference(leaves(200), 200, store.read, heads(100, 230))
    assert found == Difference("missing", 200, 229)


def test_erased_entries_verify_by_their_stored_hash() -> None:
    recomputed: list[bytes | None] = list(leaves(SIZE))
    recomputed[3] = recomputed[600] = None
    assert merkle.first_difference(recomputed, SIZE, BIG.read, heads(SIZE)) is None
    store = Store(leaves(SIZE))
    store.nodes[0, 3] = FORGED
    found = merkle.first_difference(recomputed, SIZE, store.read)
    assert found is not None
    assert found.first <= 3 <= found.last
    del store.nodes[0, 3]
    with pytest.raises(TreeError, match="entry 3 is erased"):
        merkle.first_difference(recomputed, SIZE, store.read)
