"""Whatever is rewritten behind the log's back is named."""

from uuid import uuid4

import pytest
from django.db import connection

from punte.algorithms.merkle import Checkpoint as Head
from punte.algorithms.merkle import append, sign_note
from punte.core.ledger import keys
from punte.core.ledger.door import Checkpoint, Entry, newest_checkpoint, sequence_pending
from punte.core.ledger.leaves import hash_of
from punte.core.ledger.models import Leaf
from punte.core.ledger.tree import add_nodes, read_nodes
from tests.core.ledger.owner import as_owner, checked, role, sealed, written
from tests.support.worlds import World


def in_order() -> list[tuple[int, str]]:
    return [(leaf.index, str(leaf.entry_id)) for leaf in Leaf.objects.order_by("index")]


def test_a_sound_log_is_sound(world: World) -> None:
    sealed(world.coordinator, 3, 300, 5)
    report = checked()
    assert report.sound
    assert (report.size, report.heads, report.erased) == (308, 3, 0)
    head = newest_checkpoint()
    assert head is not None
    assert report.root == bytes(head.root).hex()


def test_an_empty_log_is_sound(db: None) -> None:
    assert checked().sound


DETAIL = "detail = detail || '{\"fields\": []}'"


@pytest.mark.parametrize(
    ("index", "change"),
    [
        *((index, DETAIL) for index in (0, 255, 256, 299, 302)),
        *(
            (7, change)
            for change in [
                "account_id = account_id + 1",
                "subject = gen_random_uuid()",
                "purpose = 'service'",
                "action = 'person.list'",
                "audiences = audiences || 7",
                "agency_id = NULL",
                "at = at + interval '1 second'",
            ]
        ),
    ],
)
def test_an_altered_entry_is_named(world: World, index: int, change: str) -> None:
    sealed(world.coordinator, 3, 300)
    entry_id = in_order()[index][1]
    assert as_owner(f"UPDATE ledger_entry SET {change} WHERE id = %s", entry_id) == 1
    finding = checked().finding
    assert finding is not None
    kind = "missing" if change.startswith("at =") else "altered"
    assert (finding.kind, finding.first, finding.entry_id) == (kind, index, entry_id)
    entry_at = Leaf.objects.get(index=index).entry_at
    assert finding.at == entry_at.isoformat()
    assert entry_id in finding.words
    assert str(index) in finding.words


def test_a_deleted_entry_is_named(world: World) -> None:
    sealed(world.coordinator, 20)
    entry_id = in_order()[11][1]
    as_owner("DELETE FROM ledger_entry WHERE id = %s", entry_id)
    finding = checked().finding
    assert finding is not None
    assert (finding.kind, finding.first, finding.entry_id) == ("missing", 11, entry_id)


def test_two_swapped_places_are_named(world: World) -> None:
    sealed(world.coordinator, 20)
    first, second = in_order()[4], in_order()[9]
    swap = (
        "UPDATE ledger_leaf SET entry_id = %s,"
        " entry_at = (SELECT at FROM ledger_entry WHERE id = %s) WHERE index = %s"
    )
    as_owner(swap, str(uuid4()), first[1], 4)
    as_owner(swap, first[1], first[1], 9)
    as_owner(swap, second[1], second[1], 4)
    finding = checked().finding
    assert finding is not None
    assert (finding.kind, finding.first, finding.entry_id) == ("altered", 4, second[1])


def test_an_entry_rewritten_with_its_leaf_lies_between_two(world: World) -> None:
    sealed(world.coordinator, 20)
    _alter_with_leaf(11)
    finding = checked().finding
    assert finding is not None
    assert (finding.kind, finding.first, finding.last) == ("rewritten", 10, 11)


def test_a_log_rewritten_with_all_its_nodes_lies_between_two_heads(world: World) -> None:
    sealed(world.coordinator, 10, 10, 10)
    _alter_with_leaf(13)
    _rebuild_nodes()
    finding = checked().finding
    assert finding is not None
    assert (finding.kind, finding.first, finding.last) == ("rewritten", 10, 19)
    assert finding.entry_id == in_order()[10][1]


def test_who_also_drops_later_heads_and_signs_anew_is_convicted_by_a_head_kept_elsewhere(
    world: World,
) -> None:
    sealed(world.coordinator, 10, 5, 5)
    kept = Checkpoint.objects.exclude(size=15).order_by("size")
    notes = tuple(kept.values_list("note", flat=True))
    _alter_with_leaf(13)
    _rebuild_nodes(sign=True)
    assert checked().sound, "who holds the key and all heads can do this"
    finding = checked(against=notes).finding
    assert finding is not None
    assert (finding.kind, finding.first, finding.last) == ("rewritten", 10, 19)


def test_dropped_newest_entries_are_named(world: World) -> None:
    sealed(world.coordinator, 10, 5)
    gone = in_order()[12][1]
    as_owner("DELETE FROM ledger_entry WHERE id >= %s", gone)
    finding = checked().finding
    assert finding is not None
    assert (finding.kind, finding.first, finding.entry_id) == ("missing", 12, gone)


def test_newest_entries_dropped_with_their_leaves_and_nodes_are_missed(world: World) -> None:
    sealed(world.coordinator, 10, 5)
    _cut(10)
    finding = checked().finding
    assert finding is not None
    assert (finding.kind, finding.first, finding.last) == ("cut", 10, 14)


def test_and_with_the_head_too_only_a_head_kept_elsewhere_tells(world: World) -> None:
    sealed(world.coordinator, 10, 5)
    head = newest_checkpoint()
    assert head is not None
    _cut(10)
    as_owner("DELETE FROM ledger_checkpoint WHERE size > 10")
    assert checked().sound
    finding = checked(against=(head.note,)).finding
    assert finding is not None
    assert (finding.kind, finding.first, finding.last) == ("cut", 10, 14)


def test_an_entry_put_in_past_the_trigger_is_named(world: World) -> None:
    sealed(world.coordinator, 3)
    with role(None), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE ledger_entry DISABLE TRIGGER note_pending")
    added = written(world.coordinator, 1)[0]
    with role(None), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE ledger_entry ENABLE TRIGGER note_pending")
    finding = checked().finding
    assert finding is not None
    assert (finding.kind, finding.entry_id, finding.action) == (
        "inserted",
        str(added.id),
        "person.read",
    )


def test_an_entry_deleted_before_it_was_sealed_is_named(world: World) -> None:
    sealed(world.coordinator, 3)
    gone, *_others = written(world.coordinator, 3)
    as_owner("DELETE FROM ledger_entry WHERE id = %s", gone.id)
    with role("punte_worker"):
        assert sequence_pending() == 2
    finding = checked().finding
    assert finding is not None
    assert (finding.kind, finding.entry_id) == ("deleted_before_sealing", str(gone.id))


def test_a_lost_place_is_named(world: World) -> None:
    sealed(world.coordinator, 20)
    entry_id = in_order()[6][1]
    as_owner("DELETE FROM ledger_leaf WHERE index = 6")
    finding = checked().finding
    assert finding is not None
    assert (finding.kind, finding.first, finding.entry_id) == ("leaf_missing", 6, entry_id)


def test_an_altered_node_is_found(world: World) -> None:
    sealed(world.coordinator, 20)
    as_owner("UPDATE ledger_node SET hash = sha256(hash) WHERE level = 2 AND index = 1")
    finding = checked().finding
    assert finding is not None
    assert (finding.kind, finding.first, finding.last) == ("rewritten", 4, 7)


def test_an_altered_checkpoint_is_found(world: World) -> None:
    sealed(world.coordinator, 5, 5)
    as_owner("UPDATE ledger_checkpoint SET root = sha256(root) WHERE size = 5")
    finding = checked().finding
    assert finding is not None
    assert (finding.kind, finding.last) == ("checkpoint", 5)


def test_a_checkpoint_of_another_log_is_no_witness(world: World) -> None:
    sealed(world.coordinator, 5)
    finding = checked(against=("nonsense",)).finding
    assert finding is not None
    assert finding.kind == "foreign"


def test_entries_no_head_covers_are_found(world: World) -> None:
    sealed(world.coordinator, 5, 5)
    as_owner("DELETE FROM ledger_checkpoint WHERE size = 10")
    finding = checked().finding
    assert finding is not None
    assert (finding.kind, finding.first, finding.last) == ("unsigned", 5, 9)


def _alter_with_leaf(index: int) -> None:
    with role(None):
        leaf = Leaf.objects.get(index=index)
        Entry.objects.filter(id=leaf.entry_id).update(detail={"fields": []})
        leaf.leaf_hash = hash_of(Entry.objects.get(id=leaf.entry_id))
        leaf.save()


def _rebuild_nodes(sign: bool = False) -> None:
    with role(None), connection.cursor() as cursor:
        cursor.execute("DELETE FROM ledger_node")
        leaves = [bytes(leaf.leaf_hash) for leaf in Leaf.objects.order_by("index")]
        add_nodes(append(0, leaves, read_nodes).nodes)
        if sign:
            for head in Checkpoint.objects.all():
                root = append(0, leaves[: head.size], read_nodes).root
                text = Head(keys.origin(), head.size, root).text
                head.root = root
                head.note = text + "\n" + sign_note(text, keys.log_key(), keys.sign).line + "\n"
                head.save()


def _cut(size: int) -> None:
    as_owner(
        "DELETE FROM ledger_entry WHERE id IN (SELECT entry_id FROM ledger_leaf WHERE index >= %s)",
        size,
    )
    as_owner("DELETE FROM ledger_leaf WHERE index >= %s", size)
    as_owner("DELETE FROM ledger_node WHERE (index + 1) << level > %s", size)
