"""Reading notes: unsealed for those whose classes of data hold them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from punte.core.access.door import Permission, Viewer, get_visible
from punte.core.vault.door import unseal_each_for
from punte.protection.assistance.door import AssistanceFile, answers_by_record
from punte.protection.delivery.models import Note


@dataclass(frozen=True)
class Read:
    """A note, its text, and what the office's own questions were answered with it."""

    note: Note
    text: str
    answers: list[dict[str, Any]] = field(default_factory=list)


def notes_of(viewer: Viewer, file: AssistanceFile, data_class: str = "") -> QuerySet[Note]:
    """The newest version of each note that the viewer's classes show, newest first; still sealed.

    data_class: only of this one.
    """
    rows = Note.objects.visible_to(viewer).filter(file=file, correction__isnull=True)
    if data_class:
        rows = rows.filter(held_class=data_class)
    return rows.select_related("written_by").order_by("-written_at", "-id")


def get_note(viewer: Viewer, note: UUID) -> Note:
    """One note, still sealed, or NotHere."""
    viewer.require(Permission.SEE_FILES)
    get_visible(Note, viewer=viewer, pk=note)
    return Note.objects.select_related("file", "written_by").get(pk=note)


def versions_of(viewer: Viewer, note: Note) -> list[Note]:
    """The note, what it corrects, and so on to the first."""
    rows = Note.objects.visible_to(viewer).filter(file=note.file_id)
    by_id = {
        row.id: row for row in rows.filter(held_class=note.held_class).select_related("written_by")
    }
    chain = [note]
    while (earlier := chain[-1].corrects_id) in by_id and earlier is not None:
        chain.append(by_id[earlier])
    return chain


def unsealed(notes: Sequence[Note]) -> list[Read]:
    """The texts of notes of one file. Raises NotHere once the person was erased."""
    if not notes:
        return []
    sealed = [(bytes(note.sealed), note.id.bytes) for note in notes]
    texts = unseal_each_for(notes[0].file_id, sealed)
    return [Read(note, text.decode()) for note, text in zip(notes, texts, strict=True)]


def read(viewer: Viewer, notes: Sequence[Note]) -> list[Read]:
    """The texts with the answers given beside them; a correction keeps those of the first."""
    first = first_versions(viewer, notes)
    found = answers_by_record(viewer, first.values())
    return [replace(one, answers=found[first[one.note.id]]) for one in unsealed(notes)]


def first_versions(viewer: Viewer, notes: Sequence[Note]) -> dict[UUID, UUID]:
    """Each note's first version, by the note; a query more for each round of corrections."""
    first = {note.id: note.corrects_id or note.id for note in notes}
    corrected = [note for note in notes if note.corrects_id]
    while corrected:
        older = Note.objects.visible_to(viewer).filter(pk__in=first.values())
        corrected = list(older.filter(corrects__isnull=False).only("id", "corrects_id"))
        before = {note.id: note.corrects_id for note in corrected}
        first = {note: before.get(one) or one for note, one in first.items()}
    return first
