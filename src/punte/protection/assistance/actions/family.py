"""Linking the files of persons who belong together."""

from __future__ import annotations

from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from punte.core.access.door import Viewer, get_visible
from punte.core.errors import Conflict, Invalid
from punte.core.ledger.door import record
from punte.core.once import made_once
from punte.protection.assistance.actions.hold import (
    check_open,
    hold_any,
    hold_file,
    keep_change,
    note_event,
)
from punte.protection.assistance.models import AssistanceFile, FileLink
from punte.protection.assistance.models.words import EventKind, LinkKind
from punte.protection.assistance.rules import inverse
from punte.protection.persons.door import code_of


@transaction.atomic
def link_files(
    *, by: Viewer, file: UUID, other: UUID, kind: LinkKind, request_key: UUID
) -> FileLink:
    """Say what the person of `other` is to the person of `file`; both files show it.

    The same key twice links once. Raises Conflict where the pair is linked already or a file is
    closed, Invalid for a file with itself, NotHere for another agency's.
    """
    if file == other:
        raise Invalid(_("A person is not linked with themselves."))
    first, second = sorted((file, other))
    held = {key: hold_any(by, key) for key in (first, second)}
    same = {"file_id": first, "other_id": second}
    seen = kind if first == file else inverse(kind)

    def make() -> FileLink:
        for row in held.values():
            check_open(row)
        check_free(by, held[first], held[second], seen)
        return make_link(by, held[first], held[second], seen, request_key)

    try:
        link, new = made_once(FileLink, by=by, request_key=request_key, same=same, make=make)
    except IntegrityError as error:
        if "_a_pair" not in str(error):
            raise
        raise linked_already(held[first]) from error
    if new:
        note_both(by, held[first], held[second], EventKind.LINKED, request_key)
    return link


def check_free(by: Viewer, one: AssistanceFile, two: AssistanceFile, kind: LinkKind) -> None:
    """One kinship a pair; that they travelled together may stand beside it."""
    rows = FileLink.objects.visible_to(by).filter(file=one, other=two, removed_at=None)
    travelled = rows.filter(kind=LinkKind.TRAVELLED)
    taken = travelled if kind == LinkKind.TRAVELLED else rows.exclude(kind=LinkKind.TRAVELLED)
    if taken.exists():
        raise linked_already(one)


def linked_already(row: AssistanceFile) -> Conflict:
    return Conflict(
        _("These two are linked already. Remove that link first."),
        what="link files twice",
        subject=row.person_id,
    )


def make_link(
    by: Viewer, one: AssistanceFile, two: AssistanceFile, kind: LinkKind, request_key: UUID
) -> FileLink:
    return FileLink.objects.create(
        file=one,
        other=two,
        kind=kind,
        made_at=timezone.now(),
        made_by_id=by.account_id,
        request_key=request_key,
        owner=one.owner,
        audiences=one.audiences,
    )


@transaction.atomic
def remove_link(*, by: Viewer, link: UUID, reason: str, request_key: UUID) -> FileLink:
    """Take a link out, with a reason; that it stood stays to be read. Twice removes once."""
    found = get_visible(FileLink, viewer=by, pk=link)
    one, two = hold_file(by, found.file_id), hold_file(by, found.other_id)
    row = get_visible(FileLink, viewer=by, lock=True, pk=link)
    if row.removed_at is not None:
        return row
    if len(reason.strip()) < 5:
        raise Invalid(_("Say in a few words why."))
    row.removed_at, row.removed_by_id = timezone.now(), by.account_id
    row.removed_reason = reason.strip()[:1000]
    row.save(update_fields=["removed_at", "removed_by", "removed_reason"])
    note_both(by, one, two, EventKind.UNLINKED, request_key, row.removed_reason)
    return row


def note_both(
    by: Viewer,
    one: AssistanceFile,
    two: AssistanceFile,
    kind: EventKind,
    request_key: UUID,
    note: str = "",
) -> None:
    """Both files show it, and the ledger has an entry under each person."""
    for row, whom in ((one, two), (two, one)):
        keep_change(row)
        code = code_of(whom.plant, whom.number)
        note_event(by, row, kind, request_key, code=code, note=note)
        record(
            action=f"assistance.{kind.value}",
            by=by,
            subject=row.person_id,
            owners=[row.owner],
            detail={"file": str(row.id), "other": str(whom.id)},
        )
