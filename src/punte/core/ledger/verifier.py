"""Recomputes the whole log from its entries and compares it with what was stored and signed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

from django.conf import settings
from django.db import connection

from punte.algorithms.merkle import (
    Difference,
    NoteError,
    first_difference,
    open_checkpoint,
)
from punte.algorithms.merkle import Head as TrustedHead
from punte.core.ledger import keys
from punte.core.ledger.erasures import lawfully_erased
from punte.core.ledger.findings import Finding, Report
from punte.core.ledger.leaves import hash_of
from punte.core.ledger.models import Checkpoint, Entry, Leaf, Stamp
from punte.core.ledger.sequencer import read_entries
from punte.core.ledger.stamping import StampError, check_stamp
from punte.core.ledger.tree import read_nodes

Progress = Callable[[int, int], None]
CHUNK = 4096
# Stands for what is not there: no leaf has this hash.
NO_HASH = bytes(32)
SIZES = """
SELECT (SELECT coalesce(max(index) + 1, 0) FROM ledger_leaf),
       (SELECT coalesce(max(size), 0) FROM ledger_checkpoint)
"""
STRAY = """
SELECT e.id, e.at, e.action FROM ledger_entry e
WHERE NOT EXISTS (SELECT 1 FROM ledger_leaf l WHERE l.entry_id = e.id AND l.entry_at = e.at)
  AND NOT EXISTS (SELECT 1 FROM ledger_pending p WHERE p.entry_id = e.id AND p.entry_at = e.at)
ORDER BY e.at, e.id LIMIT 1
"""
ORPHAN = """
SELECT p.entry_id, p.entry_at FROM ledger_pending p
WHERE NOT EXISTS (SELECT 1 FROM ledger_entry e WHERE e.id = p.entry_id AND e.at = p.entry_at)
ORDER BY p.entry_id LIMIT 1
"""


def verify(*, progress: Progress | None = None, against: Sequence[str] = ()) -> Report:
    """Check every entry, every node and every signed head; name the first thing that is wrong.

    against: signed checkpoints of this log that were kept elsewhere; they convict also someone
    who rewrote everything here. progress is told (entries done, entries in all). Memory stays
    the same however long the log is, but for the heads. Needs the worker's or owner's role.
    """
    with connection.cursor() as cursor:
        cursor.execute(SIZES)
        leaves, signed = cursor.fetchone()
    walk = _Walk(leaves, progress or (lambda done, total: None))
    heads, bad = _signed_heads(signed)
    elsewhere = [_open(note) for note in against]
    kept = [head for head in elsewhere if head is not None]
    if len(kept) < len(elsewhere):
        bad = bad or Finding("foreign")
    difference = first_difference(iter(walk), leaves, read_nodes, [*kept, *heads], every_node=True)
    if difference and difference.what == "head" and kept:
        # Heads stored here may be false: only what was kept elsewhere bounds from below.
        sound = max((head.size for head in kept if head.size <= difference.last), default=0)
        difference = replace(difference, first=sound)
    finding = _described(difference) if difference else bad or _unsigned(leaves, signed) or _stray()
    finding = finding or _bad_stamp()
    root = heads[-1].root.hex() if heads else ""
    return Report(leaves, root, walk.erased, len(heads), finding)


def _signed_heads(most: int) -> tuple[list[TrustedHead], Finding | None]:
    """Stored heads of at most this size whose signature holds, and the first whose does not."""
    heads: list[TrustedHead] = []
    bad: Finding | None = None
    stored = Checkpoint.objects.filter(size__lte=most).order_by("size")
    for size, root, note in stored.values_list("size", "root", "note").iterator(chunk_size=CHUNK):
        head = _open(note)
        if head == TrustedHead(size, bytes(root)):
            heads.append(head)
        else:
            bad = bad or Finding("checkpoint", last=size)
    return heads, bad


def _open(note: str) -> TrustedHead | None:
    try:
        head, _ = open_checkpoint(note, keys.origin(), [keys.log_key()], keys.verify)
    except NoteError:
        return None
    return TrustedHead(head.size, head.root)


class _Walk:
    """Leaf hashes recomputed from the entries, in the order of the tree, chunk by chunk.

    None stands for a payload that was lawfully erased; NO_HASH for what is not there.
    """

    def __init__(self, size: int, progress: Progress):
        self.size = size
        self.erased = 0
        self.place = 0
        self._progress = progress

    def __iter__(self) -> Iterator[bytes | None]:
        self._progress(0, self.size)
        for start in range(0, self.size, CHUNK):
            end = min(start + CHUNK, self.size)
            found = Leaf.objects.filter(index__range=(start, end - 1))
            leaves = {leaf.index: leaf for leaf in found}
            entries = {
                (e.id, e.at): e
                for e in read_entries([(x.entry_id, x.entry_at) for x in leaves.values()])
            }
            erased = lawfully_erased([e.id for e in entries.values() if e.salt is None])
            for self.place in range(start, end):
                leaf = leaves.get(self.place)
                entry = entries.get((leaf.entry_id, leaf.entry_at)) if leaf else None
                yield self._hash(entry, erased)
            self._progress(end, self.size)

    def _hash(self, entry: Entry | None, erased: set[UUID]) -> bytes | None:
        if entry is None:
            return NO_HASH
        if entry.salt is not None:
            return hash_of(entry)
        if entry.id not in erased:
            return NO_HASH
        self.erased += 1
        return None


def _described(difference: Difference) -> Finding:
    """The difference with the entry it lies in."""
    first, last = difference.first, difference.last
    stray = _stray()
    if difference.what == "missing" and not stray:
        return Finding("cut", first, last)
    if difference.what in {"node", "head"}:
        return _about(Finding("rewritten", first, last), first)
    leaf = Leaf.objects.filter(index=first).first()
    if leaf is None:
        return replace(stray or Finding("cut"), kind="leaf_missing", first=first, last=last)
    entry = Entry.objects.filter(id=leaf.entry_id, at=leaf.entry_at).first()
    if entry is None:
        return Finding("missing", first, last, str(leaf.entry_id), _iso(leaf.entry_at))
    silent = entry.salt is None and not lawfully_erased([entry.id])
    return _named(Finding("erased_silently" if silent else "altered", first, last), entry)


def _unsigned(leaves: int, signed: int) -> Finding | None:
    return _about(Finding("unsigned", signed, leaves - 1), signed) if leaves > signed else None


def _stray() -> Finding | None:
    """Entries that have no place and do not wait for one, and the other way round."""
    with connection.cursor() as cursor:
        cursor.execute(STRAY)
        if row := cursor.fetchone():
            return Finding("inserted", entry_id=str(row[0]), at=_iso(row[1]), action=row[2])
        cursor.execute(ORPHAN)
        if row := cursor.fetchone():
            return Finding("deleted_before_sealing", entry_id=str(row[0]), at=_iso(row[1]))
    return None


def _bad_stamp() -> Finding | None:
    """The first time stamp that does not hold; without the authority's certificate none is read."""
    if settings.LEDGER_TSA_CERTIFICATE:
        for stamp in Stamp.objects.order_by("size", "at").iterator(chunk_size=CHUNK):
            try:
                check_stamp(stamp)
            except StampError:
                return Finding("stamp", last=stamp.size, at=_iso(stamp.at))
    return None


def _about(finding: Finding, index: int) -> Finding:
    """The finding with the entry at a place of the tree, where there is one."""
    leaf = Leaf.objects.filter(index=index).first()
    entry = leaf and Entry.objects.filter(id=leaf.entry_id, at=leaf.entry_at).first()
    return _named(finding, entry) if entry else finding


def _named(finding: Finding, entry: Entry) -> Finding:
    return replace(finding, entry_id=str(entry.id), at=_iso(entry.at), action=entry.action)


def _iso(at: datetime) -> str:
    return at.astimezone(UTC).isoformat()
