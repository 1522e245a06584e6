"""From draft to published: written by one person, put in force by another."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from punte.core.access.door import Permission, Viewer
from punte.core.errors import Conflict, Invalid, NotHere, Refused
from punte.core.ledger.door import record
from punte.protection.configuration import queries
from punte.protection.configuration.content import CODE, checked
from punte.protection.configuration.models import Edition
from punte.protection.configuration.registry import Piece, find_piece
from punte.protection.configuration.words import Kind, State


@transaction.atomic
def begin_draft(
    *,
    by: Viewer,
    kind: str,
    key: str,
    content: object = None,
    note: str = "",
) -> Edition:
    """A draft of the next version, from what is in force or from the content given.

    Raises Conflict when a draft of this piece waits already, NotHere for a list or text that the
    program does not know, Invalid for a content that cannot stand.
    """
    by.require(Permission.CONFIGURE)
    if kind not in Kind.values or (kind != Kind.FORM and find_piece(kind, key) is None):
        raise NotHere(what="begin draft")
    if not CODE.fullmatch(key):
        raise Invalid(_("A key has small Latin letters, digits and _, at most 40."))
    start = queries.content_of(kind, key) if content is None else content
    edition = Edition(
        kind=kind,
        key=key,
        version=_last_version(kind, key) + 1,
        content=checked_here(kind, key, start),
        note=note.strip()[:300],
        edited_by=[by.account_id],
        made_at=timezone.now(),
    )
    try:
        with transaction.atomic():
            edition.save(force_insert=True)
    except IntegrityError as error:
        raise Conflict(_("A draft of this waits already. Publish or discard it first.")) from error
    _enter("begin_draft", by, edition)
    return edition


def bring_back(*, by: Viewer, edition: UUID) -> Edition:
    """A draft with the content of an older version: published, it is in force anew."""
    old = queries.get_edition(by, edition)
    if old.state != State.PUBLISHED:
        raise Conflict(_("Only a version that was in force can come back."))
    note = _("Back to version %(version)d") % {"version": old.version}
    content = queries.with_built_in(old.kind, old.key, old.content)
    if old.kind == Kind.LIST:
        content = _with_later_codes(old.key, content)
    return begin_draft(by=by, kind=old.kind, key=old.key, content=content, note=note)


def _with_later_codes(key: str, content: dict[str, Any]) -> dict[str, Any]:
    """Codes added since stay readable, but are retired from today."""
    known = {item["code"] for item in content["items"]}
    now = queries.content_of(Kind.LIST, key)["items"]
    today = timezone.localdate().isoformat()
    later = [
        {**item, "from": "", "to": item["to"] or today} for item in now if item["code"] not in known
    ]
    return {"items": [*content["items"], *later]}


@transaction.atomic
def change_draft(
    *, by: Viewer, edition: UUID, revision: int, content: object, note: str | None = None
) -> Edition:
    """Write the draft anew. Raises Conflict when it is none, or was changed since `revision`."""
    draft = _draft(by, edition, revision)
    draft.content = checked_here(draft.kind, draft.key, content)
    draft.note = draft.note if note is None else note.strip()[:300]
    draft.revision += 1
    draft.edited_by = sorted({*draft.edited_by, by.account_id})
    draft.save(update_fields=["content", "note", "revision", "edited_by"])
    _enter("change_draft", by, draft)
    return draft


@transaction.atomic
def publish_draft(*, by: Viewer, edition: UUID, revision: int, valid_from: date) -> Edition:
    """Put a draft in force from a day, today or later. None of its authors may do it.

    Raises Refused to an author, Conflict when the draft changed since it was looked at.
    """
    draft = _draft(by, edition, revision)
    if by.account_id in draft.edited_by:
        raise Refused(
            _("A second person must publish this: you wrote it."), what="publish own draft"
        )
    if valid_from < timezone.localdate():
        raise Invalid(_("It may begin today or later, not in the past."))
    if draft.kind == Kind.FORM and not draft.content["questions"]:
        raise Invalid(_("A form needs at least one question."))
    draft.content = checked_here(draft.kind, draft.key, draft.content)
    draft.state, draft.valid_from = State.PUBLISHED, valid_from
    draft.published_by, draft.published_at = by.account_id, timezone.now()
    draft.save()
    piece = find_piece(draft.kind, draft.key)
    if piece is not None and piece.published is not None:
        piece.published(draft.key, draft.version, draft.content, valid_from)
    _enter("publish", by, draft)
    return draft


@transaction.atomic
def discard_draft(*, by: Viewer, edition: UUID, revision: int) -> None:
    """Put a draft away; what is in force stays."""
    draft = _draft(by, edition, revision)
    draft.state = State.DISCARDED
    draft.save(update_fields=["state"])
    _enter("discard_draft", by, draft)


def _draft(by: Viewer, edition: UUID, revision: int) -> Edition:
    draft = queries.get_edition(by, edition, lock=True)
    if draft.state != State.DRAFT or draft.revision != revision:
        raise Conflict(what="change configuration draft")
    return draft


def checked_here(kind: str, key: str, content: object) -> dict[str, Any]:
    """The content, clean; Invalid where it or its codes cannot stand here."""
    keep = queries.codes_to_keep(key) if kind == Kind.LIST else set()
    piece = find_piece(kind, key)
    empty = piece is not None and piece.may_be_empty
    found = checked(kind, content, keep=keep, may_be_empty=empty)
    if kind == Kind.LIST and piece is not None:
        _check_codes(piece, [item["code"] for item in found["items"]], keep)
    return found


def _check_codes(piece: Piece, codes: list[str], kept: set[str]) -> None:
    """New codes must be such as the room's records can hold."""
    new = [code for code in codes if code not in kept]
    if new and piece.fixed:
        raise Invalid(
            _("The program works by the codes of this list: change words and order, add none.")
        )
    if any(len(code) > piece.longest for code in new):
        raise Invalid(
            _("A code of this list has at most %(count)d characters.") % {"count": piece.longest}
        )


def _last_version(kind: str, key: str) -> int:
    newest = queries.editions(kind, key).values_list("version", flat=True).first()
    return newest or 0


def _enter(verb: str, by: Viewer, edition: Edition) -> None:
    detail = {"kind": edition.kind, "key": edition.key, "version": edition.version}
    if edition.valid_from:
        detail["from"] = edition.valid_from.isoformat()
    record(action=f"configuration.{verb}", by=by, detail=detail)
