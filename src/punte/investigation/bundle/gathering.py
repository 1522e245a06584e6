"""What goes into a bundle: rows of the case that the viewer may see, and their proofs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

from django.utils.translation import gettext as _

from punte.core.access.door import Viewer
from punte.core.errors import Conflict, NotHere
from punte.core.files.door import StoredFile
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
    FileKind,
    chain_of,
    exhibits_of,
    fault_words,
    files_of,
    shut_to,
)

GONE: Final = "gone"
FAULTS: Final = ("missing", "altered")
WITHHELD: Final = "withheld"


@dataclass(frozen=True)
class Gathered:
    """One exhibit with its chain and files. goes: those whose bytes go along; absent: why those
    do not that would: no longer what was taken in, or not for whoever asked.
    """

    exhibit: Exhibit
    steps: list[Custody]
    files: list[EvidenceFile]
    goes: frozenset[UUID]
    absent: dict[UUID, str]

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

    @property
    def faults(self) -> list[dict[str, Any]]:
        """The files that are not in the bundle though they were asked for."""
        return [
            {
                "exhibit": one.exhibit.number, "file": file.name, "fault": one.absent[file.pk],
                "expected": file.sha256, "size": file.size, "found": file.found,
                "found_size": file.found_size,
            }
            for one in self.exhibits
            for file in one.files
            if file.pk in one.absent
        ]  # fmt: skip


class Unsealed(Conflict):
    """The newest steps are not in the sealed log yet; they will be in a few seconds."""


def fault_sentence(fault: dict[str, Any]) -> str:
    """Which file of which exhibit is not in the bundle, what was expected and what was found."""
    told = {name: fault[name] for name in ("fault", "expected", "size", "found", "found_size")}
    sealed = fault["fault"] == WITHHELD
    words = _("It is sealed, or not for whoever asked.") if sealed else fault_words(**told)
    named = {"exhibit": fault["exhibit"], "file": fault["file"], "words": words}
    return _("Exhibit %(exhibit)s, file “%(file)s”: %(words)s") % named


def chosen_files(
    viewer: Viewer, case: Case, chosen: Iterable[UUID], *, copies: bool
) -> list[EvidenceFile]:
    """The files that are to go along, whatever their last check found; none that was destroyed or
    that the viewer may not open.

    Raises NotHere without an exhibit.
    """
    found = [
        file
        for row in _exhibits(viewer, case, chosen)
        for file in files_of(viewer, row)
        if wanted(file, copies) and file.fault != GONE
    ]
    closed = _closed(viewer, found)
    return [file for file in found if file.pk not in closed]


def _closed(viewer: Viewer, files: list[EvidenceFile]) -> set[UUID]:
    """Those of these files that are kept, and not for the viewer: sealed, or of a class of data
    that their role does not see.
    """
    kept = StoredFile.objects.filter(pk__in=[file.stored for file in files])
    there = set(kept.values_list("pk", flat=True))
    return shut_to(viewer, [file for file in files if file.stored in there])


def wanted(file: EvidenceFile, copies: bool) -> bool:
    return copies or file.kind != FileKind.COPY


def _exhibits(viewer: Viewer, case: Case, chosen: Iterable[UUID]) -> list[Exhibit]:
    keys = set(chosen)
    rows = [row for row in exhibits_of(viewer, case) if row.pk in keys]
    if len(rows) < len(keys) or not rows:
        raise NotHere(what="exhibits of a bundle", subject=case.pk)
    return rows


def gather(viewer: Viewer, case: Case, chosen: Iterable[UUID], *, copies: bool = False) -> Proven:
    """The chosen exhibits, proved to one signed head: the first stamped one that holds all, else
    the newest. copies: working copies go along too.

    Raises NotHere without an exhibit, Unsealed while the newest steps wait to be sealed.
    """
    gathered = [_one(viewer, row, copies) for row in _exhibits(viewer, case, chosen)]
    names = [row.entry for one in gathered for part in (one.steps, one.files) for row in part]
    entries = [entry_of(viewer, name) for name in names]
    places = [place_of(entry) for entry in entries]
    if any(place is None for place in places):
        raise Unsealed
    head, stamp = _head(max(place.index for place in places if place))
    proofs = {entry.id: inclusion_proof(entry.id, entry=entry, head=head) for entry in entries}
    return Proven(case, gathered, head, stamp, proofs)


def _one(viewer: Viewer, exhibit: Exhibit, copies: bool) -> Gathered:
    files = list(files_of(viewer, exhibit))
    asked = [row for row in files if wanted(row, copies) and row.fault != GONE]
    absent = {row.pk: str(row.fault) for row in asked if row.fault in FAULTS}
    absent |= dict.fromkeys(_closed(viewer, asked), WITHHELD)
    goes = frozenset(row.pk for row in asked if row.pk not in absent)
    return Gathered(exhibit, list(chain_of(viewer, exhibit)), files, goes, absent)


def _head(last: int) -> tuple[Checkpoint, Stamp | None]:
    """The head that all entries are proved to, and its stamp."""
    stamp = first_stamp_over(last + 1)
    head = head_of_size(stamp.size) if stamp else newest_checkpoint()
    if head is None:
        raise NotHere(what="ledger checkpoint")
    return head, stamp
