"""Gives waiting entries their place in the tree, and signs the new head."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from punte.algorithms.merkle import Checkpoint as Head
from punte.algorithms.merkle import append
from punte.core.ledger import keys
from punte.core.ledger.leaves import hash_of
from punte.core.ledger.models import Checkpoint, Entry
from punte.core.ledger.tree import add_nodes, read_nodes

BATCH = 5000
LOCK = "SELECT pg_advisory_xact_lock(hashtextextended('ledger.sequencer', 0))"
ADD_LEAVES = """
INSERT INTO ledger_leaf (index, entry_id, entry_at, leaf_hash)
SELECT * FROM unnest(%s::bigint[], %s::uuid[], %s::timestamptz[], %s::bytea[])
"""
WAITING = """
SELECT entry_id, entry_at FROM ledger_pending WHERE entry_id > %s ORDER BY entry_id LIMIT %s
"""
BY_NAME = "SELECT * FROM ledger_entry WHERE id = ANY (%s) AND at BETWEEN %s AND %s"
TAKEN = "DELETE FROM ledger_pending WHERE entry_id = ANY (%s)"


def sequence_pending(*, batch: int = BATCH) -> int:
    """Take all waiting entries into the tree, in the order of their ids; returns how many.

    Each batch is one transaction: leaves, nodes, and a signed checkpoint. Whoever comes second
    waits for the first. Needs the role of the worker or the owner.
    """
    total, last = 0, UUID(int=0)
    while True:
        waiting, taken = _take_batch(last, batch)
        total += taken
        if len(waiting) < batch:
            return total
        last = waiting[-1][0]


@transaction.atomic
def _take_batch(after: UUID, most: int) -> tuple[list[tuple[UUID, datetime]], int]:
    with connection.cursor() as cursor:
        cursor.execute(LOCK)
        cursor.execute(WAITING, [after, most])
        waiting: list[tuple[UUID, datetime]] = cursor.fetchall()
        entries = read_entries(waiting)
        # What was deleted before it had its place stays in the queue: the verifier names it.
        cursor.execute(TAKEN, [[entry.id for entry in entries]])
    if entries:
        _append(entries)
    return waiting, len(entries)


def read_entries(names: Sequence[tuple[UUID, datetime]]) -> list[Entry]:
    """The entries with these ids and times, ordered by id; the times find their partitions."""
    if not names:
        return []
    times = [at for _, at in names]
    found = Entry.objects.raw(BY_NAME, [[one for one, _ in names], min(times), max(times)])
    wanted = set(names)
    return sorted((e for e in found if (e.id, e.at) in wanted), key=lambda e: e.id)


def _append(entries: Sequence[Entry]) -> None:
    head = Checkpoint.objects.order_by("-size").first()
    size = head.size if head else 0
    hashes = [hash_of(entry) for entry in entries]
    grown = append(size, hashes, read_nodes)
    columns: list[Any] = [
        list(range(size, grown.size)),
        [entry.id for entry in entries],
        [entry.at for entry in entries],
        hashes,
    ]
    with connection.cursor() as cursor:
        cursor.execute(ADD_LEAVES, columns)
    add_nodes(grown.nodes)
    text = Head(keys.origin(), grown.size, grown.root).text
    note = keys.sign_text(text)
    Checkpoint.objects.create(size=grown.size, root=grown.root, note=note, at=timezone.now())
