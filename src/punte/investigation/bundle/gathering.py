"""What goes into a bundle: rows of the case that the viewer may see, and their proofs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.utils.translation import gettext as _

from punte.core.access.door import Viewer
from punte.core.errors import Conflict, Invalid, NotHere
from punte.core.ledger.door import (
    Checkpoint,
    Stamp,
    entry_of,
    first_stamp_over,
    head_of_size,
    inclusion_proof,
    newest_checkpoint,
    place_of,
)
from punte.investigation.cases.door import Case
from punte.investigation.evidence.door import (
    Custody,
    EvidenceFile,
    Exhibit,
    chain_of,
    exhibits_of,
    files_of,
)


@dataclass(frozen=True)
class Gathered:
    """One exhibit with its chain and files; goes: those whose bytes go along."""

    exhibit: Exhibit
    steps: list[Custody]
    files: list[EvidenceFile]
    goes: frozenset[UUID]

    @property
    def folder(self) -> str:
        """Its name as part of a path."""
        return self.exhibit.number.replace("/", "-")

    def path_of(self, file: EvidenceFile) -> str:
        """Where a file's bytes stand in the bundle; "" when they do not go along."""
        if file.pk not in self.goes:
            return ""
        place = [one.pk for one in self.files].index(file.pk) + 1
        return f"exhibits/{self.folder}/{place:03d}-{file.name}"


@dataclass(frozen=True)
class Proven:
    """Everything of a bundle but the bytes of its files. proofs: by entry, as text."""

    case: Case
    exhibits: list[Gathered]
    head: Checkpoint
    stamp: Stamp | None
    proofs: dict[UUID, str] = field(default_factory=dict)


def gather(viewer: Viewer, case: Case, chosen: Iterable[UUID], *, copies: bool = False) -> Proven:
    """The chosen exhibits, proved to one signed head: the first stamped one that holds all, else
    the newest. copies: working copies go along too.

    Raises Invalid without an exhibit, Conflict while the newest steps wait to be sealed.
    """
    wanted = set(chosen)
    rows = [row for row in exhibits_of(viewer, case) if row.pk in wanted]
    if not rows:
        raise Invalid(_("Choose at least one exhibit."))
    gathered = [_one(viewer, row, copies) for row in rows]
    names = [row.entry for one in gathered for part in (one.steps, one.files) for row in part]
    entries = [entry_of(viewer, name) for name in names]
    places = [place_of(entry) for entry in entries]
    if any(place is None for place in places):
        raise Conflict(_("The newest steps are being sealed. Try again in a few seconds."))
    head, stamp = _head(max(place.index for place in places if place))
    proofs = {entry.id: inclusion_proof(entry.id, entry=entry, head=head) for entry in entries}
    return Proven(case, gathered, head, stamp, proofs)


def _one(viewer: Viewer, exhibit: Exhibit, copies: bool) -> Gathered:
    files = list(files_of(viewer, exhibit))
    goes = {row.pk for row in files if row.fault != "gone" and (copies or row.kind != "copy")}
    return Gathered(exhibit, list(chain_of(viewer, exhibit)), files, frozenset(goes))


def _head(last: int) -> tuple[Checkpoint, Stamp | None]:
    """The head that all entries are proved to, and its stamp."""
    stamp = first_stamp_over(last + 1)
    head = head_of_size(stamp.size) if stamp else newest_checkpoint()
    if head is None:
        raise NotHere(what="ledger checkpoint")
    return head, stamp
