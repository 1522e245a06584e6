"""Guardians: appointed, marked, cleared by another person, ended."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from punte.core.access.door import Permission, Viewer, get_visible
from punte.core.errors import Conflict, Invalid, Refused
from punte.core.ids import new_id
from punte.core.once import made_once
from punte.core.vault.door import keep_identity, open_identity
from punte.protection.assistance.door import AssistanceFile, get_file, hold_file
from punte.protection.children.actions.path import look_at_guardian, note
from punte.protection.children.models import Guardian
from punte.protection.children.models.words import GuardianEnd, GuardianKind

NAME_KINDS = ("given_name", "family_name", "phone")


@dataclass(frozen=True)
class Appointment:
    """Who acts for the child. role: who they are to the child, no name. identity: kind → text,
    sealed in the vault under the guardian's own key. conflict_words: why they might not act.
    """

    kind: GuardianKind
    role: str
    agency_name: str
    appointed_by: str
    starts_on: date
    ends_on: date | None = None
    conflict_words: str = ""
    identity: Mapping[str, str] = field(default_factory=dict)


@transaction.atomic
def record_guardian(*, by: Viewer, file: UUID, who: Appointment, request_key: UUID) -> Guardian:
    """Keep an appointment; one with a conflict does not stop the guardian's clock.

    Raises Invalid for days out of order or a role without words, Refused, Conflict, NotHere.
    """
    held = hold_file(by, file)
    if not who.role.strip() or not who.appointed_by.strip():
        raise Invalid(_("Say who the guardian is to the child, and who appointed them."))
    if who.ends_on is not None and who.ends_on < who.starts_on:
        raise Invalid(_("The last day lies before the first."))
    row, new = made_once(
        Guardian,
        by=by,
        request_key=request_key,
        same={"file_id": held.id},
        make=lambda: make_guardian(by, held, who, request_key),
    )
    if new:
        keep_name(by, row, who)
        look_at_guardian(by, held)
        note(by, held, "child.guardian", guardian=str(row.id), conflict=row.conflict)
    return row


def make_guardian(by: Viewer, file: AssistanceFile, who: Appointment, key: UUID) -> Guardian:
    words = who.conflict_words.strip()
    return Guardian.objects.create(
        id=new_id(),
        file=file,
        kind=who.kind,
        role=who.role.strip(),
        agency_name=who.agency_name.strip(),
        appointed_by=who.appointed_by.strip(),
        starts_on=who.starts_on,
        ends_on=who.ends_on,
        named=any(text.strip() for text in who.identity.values()),
        conflict=bool(words),
        conflict_words=words,
        conflict_by=by.account_id if words else None,
        recorded_by_id=by.account_id,
        recorded_at=timezone.now(),
        request_key=key,
        owner=file.owner,
        audiences=file.audiences,
    )


def keep_name(by: Viewer, row: Guardian, who: Appointment) -> None:
    values = {kind: text for kind, text in who.identity.items() if text.strip()}
    if values:
        keep_identity(
            by=by, subject=row.id, owner=row.owner, audiences=row.audiences, values=values
        )


@transaction.atomic
def open_guardian(*, by: Viewer, guardian: UUID, reason: str) -> dict[str, list[str]]:
    """The guardian's sealed name, with a reason that others will read."""
    row = get_visible(Guardian, viewer=by, pk=guardian)
    get_file(by, row.file_id)
    found = open_identity(by=by, subject=row.id, kinds=NAME_KINDS, reason=reason)
    return {str(kind.label): texts for kind, texts in found.items()}


@transaction.atomic
def mark_conflict(*, by: Viewer, guardian: UUID, version: int, words: str) -> Guardian:
    """From now on no consent of this guardian stands, and the clock for another one runs."""
    row, file = hold_guardian(by, guardian, version)
    if not words.strip():
        raise Invalid(_("Say why this guardian may not act."))
    if not row.conflict:
        row.conflict, row.conflict_words = True, words.strip()
        row.conflict_by, row.cleared_words = by.account_id, ""
        keep(row, "conflict", "conflict_words", "conflict_by", "cleared_words")
        look_at_guardian(by, file)
        note(by, file, "child.guardian_conflict", guardian=str(row.id))
    return row


@transaction.atomic
def clear_conflict(*, by: Viewer, guardian: UUID, version: int, words: str) -> Guardian:
    """Let a guardian act again: only another person than the one who marked may say so.

    Raises Refused for one's own mark, Conflict when nothing is marked, Invalid without words.
    """
    by.require(Permission.APPROVE)
    row, file = hold_guardian(by, guardian, version)
    if not row.conflict:
        raise Conflict(what="child.guardian_clear", subject=file.person_id)
    if row.conflict_by == by.account_id:
        raise Refused(
            _("You marked this conflict. Another person must look at it."),
            what="child.guardian_clear own",
            subject=file.person_id,
        )
    if not words.strip():
        raise Invalid(_("Say why the conflict is settled."))
    row.conflict, row.cleared_words = False, words.strip()
    keep(row, "conflict", "cleared_words")
    look_at_guardian(by, file)
    note(by, file, "child.guardian_clear", guardian=str(row.id))
    return row


@transaction.atomic
def end_guardian(
    *, by: Viewer, guardian: UUID, version: int, ends_on: date, reason: GuardianEnd
) -> Guardian:
    """The last day on which the guardian acts; the clock for the next one starts by itself."""
    row, file = hold_guardian(by, guardian, version)
    if ends_on < row.starts_on:
        raise Invalid(_("The last day lies before the first."))
    if row.end_reason:
        raise Conflict(what="child.guardian_end", subject=file.person_id)
    row.ends_on, row.end_reason = ends_on, reason
    keep(row, "ends_on", "end_reason")
    look_at_guardian(by, file)
    note(by, file, "child.guardian_end", guardian=str(row.id), reason=str(reason))
    return row


def hold_guardian(by: Viewer, guardian: UUID, version: int) -> tuple[Guardian, AssistanceFile]:
    """A guardian and the file, locked file first; Conflict for a form made of an older state."""
    seen = get_visible(Guardian, viewer=by, pk=guardian)
    file = hold_file(by, seen.file_id)
    row = get_visible(Guardian, viewer=by, lock=True, pk=guardian)
    if row.version != version:
        raise Conflict(what="child.guardian", subject=file.person_id)
    return row, file


def keep(row: Guardian, *fields: str) -> None:
    row.version += 1
    row.save(update_fields=[*fields, "version"])
