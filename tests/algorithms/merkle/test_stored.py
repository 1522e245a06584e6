"""The stored form gives what the tree in memory gives, with few reads."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from punte.algorithms import merkle
from punte.algorithms.merkle import TreeError
from tests.algorithms.merkle.store import Store, leaves


@given(st.lists(st.integers(0, 30), max_size=12))
def test_any_batches_give_the_root_in_memory(batches: list[int]) -> None:
    every, store, done = leaves(sum(batches)), Store(), 0
    for count in batches:
        grown = store.add(every[done : done + count])
        done += count
        assert grown.size == done
        assert grown.root == merkle.root(every[:done])
        assert grown.root == merkle.stored_root(done, store.read)
    complete = sum(done >> level for level in range(done.bit_length()))
    assert len(store.nodes) == complete


def test_every_stored_proof_is_the_proof_in_memory() -> None:
    store = Store(leaves(40))
    for size in range(1, 41):
        every = leaves(size)
        for number in range(size):
            assert merkle.stored_inclusion_proof(
                number, size, store.read
            ) == merkle.inclusion_proof(every, number)
        for first in range(size + 1):
            assert merkle.stored_consistency_proof(
                first, size, store.read
            ) == merkle.consistency_proof(every, first)


@given(st.integers(1, 5000), st.data())
def test_a_proof_costs_one_call_of_logarithmic_size(size: int, data: st.DataObject) -> None:
    number = data.draw(st.integers(0, size - 1))
    store = BIG
    store.reset()
    merkle.stored_inclusion_proof(number, size, store.read)
    assert store.calls <= 1
    assert store.names <= 2 * size.bit_length()
    store.reset()
    merkle.stored_consistency_proof(number, size, store.read)
    assert store.calls <= 1
    assert store.names <= 2 * size.bit_length()


BIG = Store(leaves(5000))


def test_append_reads_only_the_edge() -> None:
    store = Store(leaves(1023))
    store.reset()
    store.add(leaves(1))
    assert (store.calls, store.names) == (1, 10)
    store.reset()
    store.add(leaves(1))
    assert (store.calls, store.names) == (1, 1)


def test_appending_nothing_gives_the_same_root() -> None:
    store = Store(leaves(7))
    grown = store.add([])
    assert (grown.nodes, grown.root) == ({}, merkle.root(leaves(7)))


def test_the_empty_tree() -> None:
    assert Store().add([]).root == merkle.EMPTY_ROOT
    assert merkle.stored_root(0, Store().read) == merkle.EMPTY_ROOT


def test_a_missing_node_is_named() -> None:
    store = Store(leaves(6))
    del store.nodes[1, 2]
    with pytest.raises(TreeError, match="level 1, index 2"):
        merkle.stored_root(6, store.read)
    with pytest.raises(TreeError, match="level 1, index 2"):
        store.add(leaves(1))


@pytest.mark.parametrize("bad", [b"", b"short", b"x" * 33])
def test_what_is_not_a_hash_is_refused(bad: bytes) -> None:
    with pytest.raises(TreeError, match="leaf 2 is not a hash"):
        Store(leaves(2)).add([bad])


def test_a_negative_size_is_refused() -> None:
    with pytest.raises(TreeError):
        merkle.append(-1, [], Store().read)
    with pytest.raises(TreeError):
        merkle.stored_root(-1, Store().read)
