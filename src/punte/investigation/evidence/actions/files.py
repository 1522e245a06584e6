"""Files of exhibits: taken in with both digests, opened again only as what they were."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.translation import gettext as _

from punte.algorithms.merkle import EntryError, canonical
from punte.core.access.door import DataClass, Permission, Viewer
from punte.core.errors import Conflict, Invalid, NotHere
from punte.core.files.door import (
    OpenedFile,
    StoredFile,
    about_of,
    keep_file,
    open_file,
    promised_kind,
    visible_files,
)
from punte.core.ids import new_id
from punte.core.ledger.door import record
from punte.core.vault.door import Damaged
from punte.investigation.cases.door import hold_case, note_reading
from punte.investigation.evidence.models import EvidenceFile, Exhibit, FileCheck
from punte.investigation.evidence.queries.exhibits import get_exhibit
from punte.investigation.evidence.queries.files import get_file, is_gone, order_of
from punte.investigation.evidence.words import FileKind


@dataclass(frozen=True)
class Incoming:
    """A stream of bytes on its way in. expected: the size announced, refused at once if too much.

    stored: a file that the case keeps already and that is this one; then no bytes come in.
    data_class: what a role must hold to open it; a copy has its original's.
    of, tool, tool_version, parameters: for a copy, what it was made from and how. parameters
    hold plain values, no floats.
    """

    name: str
    chunks: Iterable[bytes] = ()
    kind: FileKind = FileKind.ORIGINAL
    expected: int | None = None
    of: UUID | None = None
    tool: str = ""
    tool_version: str = ""
    parameters: Mapping[str, Any] = field(default_factory=dict)
    stored: UUID | None = None
    data_class: DataClass = DataClass.OPERATIONAL


@transaction.atomic
def add_file(*, by: Viewer, case_id: UUID, exhibit_id: UUID, incoming: Incoming) -> EvidenceFile:
    """One more file of an exhibit. Raises Refused, NotHere, Conflict (case closed, exhibit gone),
    Invalid (too large, cut short, empty, a name that no file has, a copy of nothing).
    """
    case = hold_case(by, case_id, permission=Permission.KEEP_EVIDENCE)
    # Held still: whoever confirms its destruction holds the exhibit alone.
    exhibit = get_exhibit(by, case, exhibit_id, lock=True)
    if exhibit.ended:
        raise Conflict(_("This exhibit is no longer kept."))
    return keep(by, exhibit, incoming)


def keep(by: Viewer, exhibit: Exhibit, incoming: Incoming) -> EvidenceFile:
    """Keep the bytes sealed, and the row with what was told of them as they passed."""
    _check_size(incoming.expected)
    of = _made_from(by, exhibit, incoming)
    stored = _kept(by, exhibit, incoming, of)
    about = about_of(stored)
    row = EvidenceFile(
        case_id=exhibit.case_id,
        owner=exhibit.owner,
        audiences=[exhibit.owner],
        exhibit=exhibit,
        kind=incoming.kind,
        stored=stored.id,
        name=about.name,
        size=stored.size,
        content_type=stored.content_type,
        misnamed=promised_kind(about.name) not in {"", stored.content_type},
        sha256=about.sha256,
        sha512=about.sha512,
        of=of,
        tool=incoming.tool,
        tool_version=incoming.tool_version,
        parameters=_plain(incoming.parameters),
        at=timezone.now(),
        by_id=by.account_id,
    )
    row.entry = _note(by, row)
    row.save(force_insert=True)
    return row


def _kept(by: Viewer, exhibit: Exhibit, incoming: Incoming, of: EvidenceFile | None) -> StoredFile:
    if incoming.stored is not None:
        found = visible_files(by).filter(pk=incoming.stored, owner=exhibit.owner).first()
        if found is None:
            raise NotHere(what="take a kept file into an exhibit", subject=exhibit.case_id)
        return found
    return keep_file(
        by=by,
        subject=None,
        about=exhibit.case_id,
        owner=exhibit.owner,
        audiences=[exhibit.owner],
        name=incoming.name,
        chunks=incoming.chunks,
        expected=incoming.expected,
        data_class=_class_of(by, of) if of else incoming.data_class,
    )


def _class_of(by: Viewer, of: EvidenceFile) -> DataClass:
    """The class of a copy's original. Raises NotHere for one that the viewer may not open."""
    original = visible_files(by).filter(pk=of.stored).first()
    if original is None:
        raise NotHere(what="copy a file that is sealed", subject=of.case_id)
    return DataClass(original.held_class)


def _check_size(expected: int | None) -> None:
    if expected is not None and expected > settings.FILES_MAX_BYTES:
        raise Invalid(
            _("The file has %(size)s. At most %(limit)s are taken; nothing of it was kept.")
            % {
                "size": filesizeformat(expected),
                "limit": filesizeformat(settings.FILES_MAX_BYTES),
            }
        )


def _made_from(by: Viewer, exhibit: Exhibit, incoming: Incoming) -> EvidenceFile | None:
    if (incoming.kind == FileKind.COPY) != (incoming.of is not None):
        raise Invalid(_("A working copy names the file that it was made from."))
    if incoming.of is None:
        return None
    if not incoming.tool:
        raise Invalid(_("Say with which program the copy was made."))
    return get_file(by, incoming.of, exhibit=exhibit)


def _plain(parameters: Mapping[str, Any]) -> dict[str, Any]:
    kept = dict(parameters)
    try:
        canonical(kept)
    except EntryError as error:
        raise Invalid(_("The parameters cannot be kept: %(why)s.") % {"why": error}) from error
    return kept


def _note(by: Viewer, row: EvidenceFile) -> UUID:
    detail = {
        "exhibit": str(row.exhibit_id),
        "file": str(row.pk),
        "kind": str(row.kind),
        "size": row.size,
        "sha256": row.sha256,
        "sha512": row.sha512,
        "of": str(row.of_id or ""),
    }
    entry = record(
        action="exhibit.add_file", by=by, subject=row.case_id, owners=[row.owner], detail=detail
    )
    return entry.id


@transaction.atomic
def open_evidence(
    *, by: Viewer, file_id: UUID, reason: str = "", why: str = "opened"
) -> tuple[EvidenceFile, OpenedFile]:
    """A file of an exhibit, streamed, with the entry that it was opened.

    why: "opened", and then the worker reads it whole too; "exported" by who has just checked it.
    Its bytes are compared with the SHA-256 of the intake: if they differ, the last of them are
    not given out and Damaged is raised. Raises NotHere, Refused, Conflict (it was destroyed).
    """
    row = get_file(by, file_id)
    if is_gone(row):
        raise Conflict(_("This file was destroyed with its exhibit."))
    opened = open_file(by=by, file_id=row.stored)
    order = order_of(row)
    # Oversight counts who looked at what a measure brought, also by taking it away.
    under = {"authorisation": str(order)} if order else {}
    note_reading(
        by, row.exhibit.case, "exhibits", action="exhibit.open_file", file=str(row.pk),
        exhibit=str(row.exhibit_id), reason=reason, why=why, **under,
    )  # fmt: skip
    if why == "opened":
        recheck(row, why)
    return row, OpenedFile(
        opened.name, opened.sha256, opened.content_type, opened.size, whole(opened.chunks, row)
    )


def recheck(row: EvidenceFile, why: str) -> None:
    """Have the worker read the file whole too, so that a fault is kept and told."""
    from punte.investigation.evidence.tasks import check_file

    check_file.defer(file_id=str(row.pk), why=why)


def whole(chunks: Iterator[bytes], row: EvidenceFile) -> Iterator[bytes]:
    """The bytes, the last of them only once all were what was taken in; Damaged otherwise."""
    digest, waiting = sha256(), b""
    for chunk in chunks:
        digest.update(chunk)
        if waiting:
            yield waiting
        waiting = chunk
    if digest.hexdigest() != row.sha256:
        raise Damaged("A file of an exhibit is not what was taken in.")
    yield waiting


def note_check(row: EvidenceFile, fault: str, why: str, **found: Any) -> FileCheck:
    """Keep what a reading of a file against its digests found."""
    return FileCheck.objects.create(
        id=new_id(),
        case_id=row.case_id,
        owner=row.owner,
        audiences=row.audiences,
        file=row,
        at=timezone.now(),
        fault=fault,
        why=why,
        **found,
    )
