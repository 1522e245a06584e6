import threading
from uuid import UUID

import pytest
import pytest_django
from django.db import connection, transaction

from punte.algorithms.merkle import leaf_hash as hash_leaf
from punte.algorithms.merkle import (
    open_checkpoint,
    parse_proof,
    parse_vkey,
    verify_consistency,
    verify_proof,
)
from punte.core.access.door import acting_as
from punte.core.errors import NotHere
from punte.core.ledger import keys
from punte.core.ledger.door import (
    Checkpoint,
    consistency_proof,
    inclusion_proof,
    log_key,
    newest_checkpoint,
    sequence_pending,
    waiting_count,
)
from punte.core.ledger.models import Leaf, Pending
from tests.core.ledger.owner import as_owner, checked, role, sealed, written
from tests.support.worlds import World


def test_each_entry_gets_one_place_in_the_order_of_ids(world: World) -> None:
    entries = sealed(world.coordinator, 12)
    places = Leaf.objects.order_by("index").values_list("index", "entry_id")
    assert list(places) == list(enumerate(sorted(entry.id for entry in entries)))
    assert waiting_count() == 0
    with role("punte_worker"):
        assert sequence_pending() == 0
    assert Checkpoint.objects.count() == 1, "nothing new, no new head"


def test_small_batches_make_the_same_tree_with_more_heads(world: World) -> None:
    written(world.coordinator, 23)
    with role("punte_worker"):
        assert sequence_pending(batch=5) == 23
    assert list(Checkpoint.objects.order_by("size").values_list("size", flat=True)) == [
        5,
        10,
        15,
        20,
        23,
    ]
    assert checked().sound


def test_an_entry_that_was_rolled_back_leaves_nothing(world: World) -> None:
    with transaction.atomic():
        written(world.coordinator, 1)
        transaction.set_rollback(True)
    assert not Pending.objects.exists()


def test_an_entry_that_came_in_past_the_door_cannot_stop_the_log(world: World) -> None:
    as_owner(
        "INSERT INTO ledger_entry VALUES (gen_random_uuid(), now(), 'a.b', NULL, NULL, '', NULL,"
        " '{\"f\": 0.25, \"n\": 1e400}', decode(repeat('01', 16), 'hex'), '{}')"
    )
    with role("punte_worker"):
        assert sequence_pending() == 1
    assert checked().sound
    as_owner("UPDATE ledger_entry SET detail = '{\"f\": 0.5}' WHERE action = 'a.b'")
    assert not checked().sound


def test_the_checkpoint_is_signed_and_says_whose_it_is(world: World) -> None:
    sealed(world.coordinator, 3)
    head = newest_checkpoint()
    assert head is not None
    key = parse_vkey(log_key().vkey)
    opened, _ = open_checkpoint(head.note, keys.origin(), [key], keys.verify)
    assert (opened.size, opened.root) == (3, bytes(head.root))
    assert opened.origin.endswith("/ledger")


def test_a_proof_is_checked_with_public_parts_alone(world: World) -> None:
    entries = sealed(world.coordinator, 7, 30)
    public_line = log_key().vkey
    for entry in entries[::5]:
        with acting_as(world.coordinator):
            proof = parse_proof(inclusion_proof(entry.id, entry=entry))
        assert proof.extra is not None
        key = parse_vkey(public_line)
        assert verify_proof(proof, hash_leaf(proof.extra), key.name, [key], keys.verify)
        with pytest.raises(ValueError, match="does not hold"):
            verify_proof(proof, hash_leaf(proof.extra + b" "), key.name, [key], keys.verify)


def test_a_proof_holds_no_payload_unless_asked(world: World) -> None:
    entry = sealed(world.coordinator, 3)[0]
    assert parse_proof(inclusion_proof(entry.id)).extra is None


def test_what_has_no_place_has_no_proof(world: World) -> None:
    sealed(world.coordinator, 3)
    waiting = written(world.coordinator, 1)[0]
    for entry_id in (waiting.id, UUID(int=5)):
        with pytest.raises(NotHere):
            inclusion_proof(entry_id)


def test_every_head_is_consistent_with_every_later_one(world: World) -> None:
    sealed(world.coordinator, 3, 6, 1, 20)
    heads = list(Checkpoint.objects.order_by("size"))
    for number, old in enumerate(heads):
        for new in heads[number:]:
            path = consistency_proof(old.size, new.size)
            roots = bytes(old.root), bytes(new.root)
            assert verify_consistency(old.size, new.size, *roots, path)
    for sizes in ((5, 4), (0, 31), (-1, 3)):
        with pytest.raises(NotHere):
            consistency_proof(*sizes)


def test_two_sequencers_at_once_give_each_entry_one_place(
    django_db_setup: None, django_db_blocker: pytest_django.DjangoDbBlocker
) -> None:
    with django_db_blocker.unblock():
        as_owner(SOME)
        try:
            counts = run_together(3)
            assert sum(counts) == 600
            assert Leaf.objects.count() == 600
            assert checked().sound
        finally:
            as_owner(EMPTY)
            connection.close()


SOME = """
INSERT INTO ledger_entry SELECT gen_random_uuid(), now(), 'a.b', NULL, NULL, '', NULL, '{}',
  decode(repeat('01', 16), 'hex'), '{}' FROM generate_series(1, 600)
"""
EMPTY = "TRUNCATE ledger_entry, ledger_pending, ledger_leaf, ledger_node, ledger_checkpoint"


def run_together(many: int) -> list[int]:
    """Sequence in several threads at once; how many entries each took."""
    counts: list[int] = []
    start = threading.Barrier(many)

    def work() -> None:
        try:
            with role("punte_worker"):
                start.wait(timeout=20)
                counts.append(sequence_pending(batch=50))
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(many)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert len(counts) == many
    return counts
