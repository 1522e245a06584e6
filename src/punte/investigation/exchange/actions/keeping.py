"""The file of a list as it came: an exhibit of the case, or sealed beside the list alone."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from punte.core.access.door import Permission, Viewer
from punte.core.errors import Conflict
from punte.core.files.door import about_of, keep_file, open_file
from punte.core.once import derived_key
from punte.investigation.cases.door import hold_case
from punte.investigation.evidence.door import (
    Category,
    ClockSource,
    EvidenceFile,
    Finding,
    Incoming,
    files_of,
    take_exhibit,
)
from punte.investigation.exchange.models import ListImport
from punte.investigation.exchange.queries import get_run
from punte.investigation.subjects.door import name_exhibit, note_row


def keep_beside(by: Viewer, run: ListImport, name: str, chunks: Iterable[bytes]) -> None:
    """Seal the file for those who see the list; `run` learns its key and digest."""
    kept = keep_file(
        by=by, subject=None, owner=run.owner, audiences=run.audiences, name=name, chunks=chunks
    )
    run.file_id, run.sha256 = kept.id, about_of(kept).sha256


def keep_as_exhibit(by: Viewer, run: ListImport, name: str, chunks: Iterable[bytes]) -> None:
    """Take the file as an exhibit; the list is read from its original."""
    file = _taken(by, run, name, chunks)
    run.file_id, run.sha256 = file.stored, file.sha256


def _taken(by: Viewer, run: ListImport, name: str, chunks: Iterable[bytes]) -> EvidenceFile:
    """An exhibit with the file as its original, which never changes: both digests stand in the
    log. Raises Refused, Conflict, Invalid.
    """
    exhibit = take_exhibit(
        by=by,
        case_id=run.case_id,
        finding=Finding(
            what=run.title,
            category=Category.DATA,
            found_place=by.agency_name,
            found_at=run.got_at,
            clock=ClockSource.SYSTEM,
            finder=by.display_name,
            legal_basis=run.ground,
        ),
        files=[Incoming(name, chunks)],
        request_key=derived_key(run.request_key, "exhibit"),
    )
    run.exhibit = exhibit.pk
    return files_of(by, exhibit).get()


@transaction.atomic
def take_list(*, by: Viewer, case_id: UUID, run_id: UUID) -> ListImport:
    """Take the file of a list as an exhibit after all, for who brought it in takes none.

    Raises Refused, NotHere, Conflict (nobody asked for it, or it was taken).
    """
    case = hold_case(by, case_id, permission=Permission.KEEP_EVIDENCE)
    run = get_run(by, case_id, run_id, lock=True)
    if not run.may_be_taken:
        raise Conflict(_("This list is an exhibit already, or is not to be one."))
    opened = open_file(by=by, file_id=run.file_id)
    if _taken(by, run, opened.name, opened.chunks).sha256 != run.sha256:
        raise Conflict(_("The file is no longer what came in."))
    run.save(update_fields=["exhibit"])
    if run.source is not None:
        name_exhibit(by=by, source=run.source, exhibit=run.exhibit)
    note_row(by, case, run, "list.take", list=str(run.pk), exhibit=str(run.exhibit))
    return run
