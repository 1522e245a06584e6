"""The beginning and the end of every write on a file."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from punte.core.access.door import Permission, Viewer
from punte.core.errors import Conflict, Refused, Stale
from punte.protection.assistance.models import AssistanceFile, FileEvent
from punte.protection.assistance.models.words import EventKind
from punte.protection.assistance.queries.files import get_file


def hold_file(by: Viewer, file_id: UUID) -> AssistanceFile:
    """One's agency's file, open and locked until the transaction ends.

    Raises Refused (permission, another agency's file), NotHere, Conflict for a closed file.
    """
    file = hold_any(by, file_id)
    check_open(file)
    return file


def hold_any(by: Viewer, file_id: UUID) -> AssistanceFile:
    """The same, closed files too."""
    by.require(Permission.WORK_FILES)
    file = get_file(by, file_id, lock=True)
    if file.owner != by.agency_audience:
        raise Refused(what="work on file", subject=file.person_id)
    return file


def check_open(file: AssistanceFile) -> None:
    if file.state != AssistanceFile.State.OPEN:
        raise Conflict(
            _("This file is closed. Reopen it first."), what="work on file", subject=file.person_id
        )


def check_version(file: AssistanceFile, version: int | None) -> None:
    """Raise Conflict when the form was made from an older state; None asks for no check."""
    if version is not None and version != file.version:
        raise Stale(
            _("Someone changed this file after you opened the page. Look, then send it again."),
            what="work on file",
            subject=file.person_id,
        )


def done_before(file: AssistanceFile, request_key: UUID) -> bool:
    """Whether this very form was already carried out on the file."""
    return FileEvent.objects.filter(file=file, request_key=request_key).exists()


def keep_change(file: AssistanceFile, *fields: str) -> AssistanceFile:
    """Save these fields of a held file as a new version of it."""
    file.version += 1
    file.changed_at = timezone.now()
    file.save(update_fields=[*fields, "version", "changed_at"])
    return file


def note_event(
    by: Viewer,
    file: AssistanceFile,
    kind: EventKind,
    request_key: UUID,
    *,
    account: int | None = None,
    code: str = "",
    reason: str = "",
    note: str = "",
) -> FileEvent:
    """Keep what happened, for the file's timeline."""
    return FileEvent.objects.create(
        file=file,
        kind=kind,
        at=timezone.now(),
        by_id=by.account_id,
        account_id=account,
        code=code,
        reason=reason,
        note=note.strip(),
        request_key=request_key,
        owner=file.owner,
        audiences=file.audiences,
    )
