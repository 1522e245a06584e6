"""Writing notes and correcting them: always a new row, sealed under the file's key."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from punte.core.access.door import DataClass, Viewer
from punte.core.errors import Conflict, Invalid
from punte.core.ids import new_id
from punte.core.once import made_once
from punte.core.vault.door import ensure_key, seal_for
from punte.protection.assistance.door import AssistanceFile, hold_file
from punte.protection.delivery.actions.rows import (
    check_class,
    checked_words,
    enter,
    hold_row,
    sides,
)
from punte.protection.delivery.models import Note

MOST = 8000


@transaction.atomic
def write_note(
    *,
    by: Viewer,
    file: UUID,
    text: str,
    request_key: UUID,
    data_class: DataClass = DataClass.OPERATIONAL,
) -> Note:
    """Keep a note of a class. Raises Invalid, Refused (a class one may not see), NotHere."""
    return keep_note(by, hold_file(by, file), text, request_key, data_class.value, None)


@transaction.atomic
def correct_note(*, by: Viewer, note: UUID, text: str, request_key: UUID) -> Note:
    """Write what the note should have said; the old one stays readable under it.

    Raises Conflict when it was corrected already: one corrects the newest.
    """
    old, file = hold_row(by, Note, note)
    newer = Note.objects.visible_to(by).filter(corrects=old).first()
    if newer is not None and newer.request_key != request_key:
        raise Conflict(
            _("This note was corrected meanwhile. Correct the newest one."),
            what="correct a note",
            subject=file.person_id,
        )
    return keep_note(by, file, text, request_key, old.held_class, old)


def keep_note(
    by: Viewer,
    file: AssistanceFile,
    text: str,
    request_key: UUID,
    data_class: str,
    corrects: Note | None,
) -> Note:
    check_class(by, data_class)
    clean = checked_words(text, MOST, _("A note has at most 8,000 characters."))
    if not clean:
        raise Invalid(_("Write the note first."))
    row, new = made_once(
        Note,
        by=by,
        request_key=request_key,
        same={"file_id": file.id, "corrects_id": corrects.id if corrects else None},
        make=lambda: make_note(by, file, clean, request_key, data_class, corrects),
    )
    if new:
        action = "note.correct" if corrects else "note.write"
        enter(action, by, file, row, **{"class": data_class})
    return row


def make_note(
    by: Viewer,
    file: AssistanceFile,
    text: str,
    request_key: UUID,
    data_class: str,
    corrects: Note | None,
) -> Note:
    key = new_id()
    ensure_key(by=by, subject=file.id, owner=file.owner, audiences=[file.owner])
    return Note.objects.create(
        id=key,
        held_class=data_class,
        sealed=seal_for(file.id, text.encode(), key.bytes),
        written_at=timezone.now(),
        written_by_id=by.account_id,
        corrects=corrects,
        request_key=request_key,
        **sides(file),
    )
