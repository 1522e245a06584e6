"""Reading notes: unsealed for those whose classes of data hold them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from punte.core.access.door import Permission, Viewer, get_visible
from punte.core.vault.door import unseal_each_for
from punte.protection.assistance.door import AssistanceFile
from punte.protection.delivery.models import Note


@dataclass(frozen=True)
class Read:
    """A note and its text."""

    note: Note
    text: str


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
