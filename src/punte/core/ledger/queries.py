"""Reading the log: entries one may see, and proofs that they are in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from punte.algorithms.merkle import (
    TlogProof,
    TreeError,
    stored_consistency_proof,
    stored_inclusion_proof,
    write_proof,
)
from punte.core.errors import NotHere
from punte.core.ledger.labels import LABELS, actions_of
from punte.core.ledger.leaves import leaf_bytes
from punte.core.ledger.models import Check, Checkpoint, Entry, Leaf, Pending
from punte.core.ledger.tree import read_nodes


class Reader(Protocol):
    """Who reads the log: a Viewer fits."""

    @property
    def audiences(self) -> Iterable[int]: ...


@dataclass(frozen=True)
class Filters:
    """Which entries; what is empty does not narrow. Days are of the active time zone."""

    kind: str = ""
    action: str = ""
    agency_id: int | None = None
    account_id: int | None = None
    subject: UUID | None = None
    since: date | None = None
    until: date | None = None


def entries(viewer: Reader, filters: Filters | None = None) -> QuerySet[Entry]:
    """The entries the viewer may read, newest first."""
    wanted = filters or Filters()
    rows = Entry.objects.filter(audiences__overlap=list(viewer.audiences)).order_by("-at", "-id")
    if wanted.kind:
        rows = rows.filter(_of_kind(wanted.kind))
    equal: dict[str, object] = {
        "action": wanted.action,
        "agency_id": wanted.agency_id,
        "account_id": wanted.account_id,
        "subject": wanted.subject,
    }
    rows = rows.filter(**{name: value for name, value in equal.items() if value not in (None, "")})
    if wanted.since:
        rows = rows.filter(at__gte=_midnight(wanted.since))
    if wanted.until and wanted.until < date.max:
        rows = rows.filter(at__lt=_midnight(wanted.until + timedelta(days=1)))
    return rows


def _of_kind(kind: str) -> Q:
    # What nobody named counts as writing, as `label_of` says.
    if kind == "writing":
        return ~Q(action__in=[a for a, label in LABELS.items() if label.kind != "writing"])
    return Q(action__in=actions_of(kind))


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime(day.year, day.month, day.day))  # noqa: DTZ001


def entries_after(place: int, *, audience: int, most: int) -> tuple[list[tuple[int, Entry]], int]:
    """Entries that have their place in the tree after `place`, in that order, as (place, entry).

    Only those that the audience may read, of the next `most` places; and the last place looked
    at. Places have no gaps and nothing comes in before them, so nothing is ever missed. For work
    in the background, which sees all entries.
    """
    leaves = list(
        Leaf.objects.filter(index__gt=place)
        .order_by("index")
        .values_list("index", "entry_id", "entry_at")[:most]
    )
    if not leaves:
        return [], place
    first, last = min(at for _i, _e, at in leaves), max(at for _i, _e, at in leaves)
    rows = Entry.objects.filter(
        id__in=[entry for _index, entry, _at in leaves],
        at__range=(first, last),
        audiences__contains=[audience],
    )
    found = {entry.id: entry for entry in rows}
    return [(i, found[e]) for i, e, _at in leaves if e in found], leaves[-1][0]


def entry_of(viewer: Reader, entry_id: UUID) -> Entry:
    """One entry; NotHere when absent or not for this viewer."""
    found = entries(viewer).filter(id=entry_id).first()
    if found is None:
        raise NotHere(what="read ledger entry")
    return found


def readings_of(subject: UUID, viewer: Reader) -> QuerySet[Entry]:
    """Who read which fields of a person's data, when and why; newest first.

    `detail["fields"]` names what was shown. Only entries the viewer may read.
    """
    return entries(viewer, Filters(subject=subject)).filter(_of_kind("reading") | _of_kind("glass"))


def newest_checkpoint() -> Checkpoint | None:
    """The newest signed head, None while the log is empty."""
    return Checkpoint.objects.order_by("-size").first()


def place_of(entry: Entry) -> Leaf | None:
    """The entry's place in the tree; None while it waits for one."""
    return Leaf.objects.filter(entry_id=entry.id, entry_at=entry.at).first()


def waiting_count(most: int = 1000) -> int:
    """How many entries wait for their place, counted no further than `most`."""
    return Pending.objects.all()[:most].count()


def head_of_size(size: int) -> Checkpoint | None:
    """The signed head of so many entries, if one was made then."""
    return Checkpoint.objects.filter(size=size).first()


def inclusion_proof(
    entry_id: UUID, *, entry: Entry | None = None, head: Checkpoint | None = None
) -> str:
    """A `.tlog-proof`: that the entry is in the tree of a checkpoint, the newest unless given.

    With `entry` (one the asker may read) its canonical bytes and salt go along as the proof's
    extra, so that the file proves itself: `leaf_hash(extra)` is the leaf. Raises NotHere while
    the entry has no place.
    """
    leaf = Leaf.objects.filter(entry_id=entry_id).first()
    head = head or newest_checkpoint()
    if leaf is None or head is None or leaf.index >= head.size:
        raise NotHere(what="ledger proof")
    hashes = stored_inclusion_proof(leaf.index, head.size, read_nodes)
    extra = leaf_bytes(entry) if entry and entry.salt is not None else None
    return write_proof(TlogProof(leaf.index, tuple(hashes), head.note, extra))


def consistency_proof(old: int, new: int) -> list[bytes]:
    """Proof that the tree of `old` entries is the start of that of `new`; NotHere for others."""
    head = newest_checkpoint()
    if head is None or new > head.size:
        raise NotHere(what="ledger consistency")
    try:
        return stored_consistency_proof(old, new, read_nodes)
    except TreeError as error:
        raise NotHere(what="ledger consistency") from error


def newest_check() -> Check | None:
    """The check that was asked for last."""
    return Check.objects.order_by("-asked_at").first()


def check_of(check_id: UUID) -> Check:
    """One check; NotHere when absent."""
    found = Check.objects.filter(id=check_id).first()
    if found is None:
        raise NotHere(what="read ledger check")
    return found
