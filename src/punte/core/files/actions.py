"""Keeping a file and opening it again."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import Any, BinaryIO
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from punte.core.access.door import DataClass, Permission, Viewer
from punte.core.errors import NotHere
from punte.core.files.intake import Received, receive
from punte.core.files.models import StoredFile
from punte.core.files.queries import visible_files
from punte.core.files.rules import check_kind, checked_name
from punte.core.files.sealing import opened_chunks
from punte.core.files.seeking import seekable
from punte.core.files.stores import incoming, the_store
from punte.core.ids import new_id
from punte.core.ledger.door import record
from punte.core.vault.door import (
    Damaged,
    ensure_key,
    hold_still,
    index_key,
    seal,
    seal_for,
    unseal,
    unseal_for,
)


@dataclass(frozen=True)
class About:
    """What is sealed beside a file: its name, and its digests in hexadecimal.

    sha512 is empty for a file from before it was kept.
    """

    name: str
    sha256: str
    sha512: str


@dataclass(frozen=True)
class OpenedFile:
    """A file on its way out: `chunks` are plain bytes, each proved before it is given."""

    name: str
    sha256: str
    content_type: str
    size: int
    chunks: Iterator[bytes]


@transaction.atomic
def keep_file(
    *,
    by: Viewer,
    subject: UUID | None,
    owner: int,
    audiences: Iterable[int],
    name: str,
    chunks: Iterable[bytes],
    data_class: DataClass = DataClass.OPERATIONAL,
    expected: int | None = None,
    grants_end: datetime | None = None,
    about: UUID | None = None,
    kinds: Collection[str] | None = None,
    limit: int | None = None,
) -> StoredFile:
    """Keep a stream of bytes; on return the store has it for good and the row waits for commit.

    subject: whose key seals it and whom it is erased with; None for an agency's own papers. An
    agency that does not answer for the person gives a subject of its own, and the person as
    `about`: entries of the ledger speak of that one. Equal content of a subject is stored once,
    yet each row has its own owner, audiences and class. expected: the size announced. kinds:
    content types that are taken; the name's ending must then fit too. limit: bytes, for what Punte
    itself made; without it that of uploads.
    Raises Invalid (name, kind, empty, too large, cut short), Refused, NotHere.
    """
    by.require(Permission.NOTIFY if subject else Permission.SIGNED_IN)
    clean_name = checked_name(name)
    received = _receive(chunks, subject, expected, limit or settings.FILES_MAX_BYTES)
    try:
        check_kind(clean_name, received.content_type, kinds)
        sides: dict[str, Any] = {"owner": owner, "audiences": audiences, "grants_end": grants_end}
        kept = _row(by, received, subject=subject, about=about, held_class=data_class, **sides)
        _lay_down(by, kept, received, clean_name)
    finally:
        received.path.unlink(missing_ok=True)
    kept.save(force_insert=True)
    _note("file.keep", by, kept)
    return kept


def _row(by: Viewer, received: Received, *, owner: int, audiences: Any, **more: Any) -> StoredFile:
    """The row of a received file, not yet written; where it lies comes later."""
    return StoredFile(
        id=new_id(),
        owner=owner,
        audiences=sorted({owner, *audiences}),
        address=received.address,
        size=received.size,
        content_type=received.content_type,
        made_at=timezone.now(),
        made_by=by.account_id,
        **more,
    )


def _receive(
    chunks: Iterable[bytes], subject: UUID | None, expected: int | None, limit: int
) -> Received:
    return receive(
        chunks,
        folder=incoming(),
        address_key=index_key(),
        scope=subject.bytes if subject else b"",
        limit=limit,
        expected=expected,
    )


def _lay_down(by: Viewer, kept: StoredFile, received: Received, name: str) -> None:
    """Put the bytes into the store, unless the same are there, and seal key and name."""
    if kept.subject:
        hold_still(kept.subject)
    twin = visible_files(by).filter(address=kept.address, subject=kept.subject).first()
    if twin is not None:
        kept.blob, kept.wrapped, key = twin.blob, twin.wrapped, _key_of(twin)
    else:
        kept.blob, key = f"{kept.address}-{kept.id.hex}", received.key
        kept.wrapped = _wrap(by, kept, key)
        the_store().put(kept.blob, received.path)
    about = json.dumps({"name": name, "sha256": received.sha256, "sha512": received.sha512})
    kept.sealed = seal(AESGCM(key), about.encode(), kept.id.bytes)


def _wrap(by: Viewer, kept: StoredFile, key: bytes) -> bytes:
    try:
        return seal_for(kept.subject, key, kept.blob.encode())
    except NotHere:
        if kept.subject is None:
            raise
    _check_who_answers(kept)
    # The first thing kept of a person may be a file. Who sees the file need not see the identity
    # that comes later under the same key.
    near = set(kept.audiences) & set(by.audiences)
    ensure_key(by=by, subject=kept.subject, owner=kept.owner, audiences=near)
    return seal_for(kept.subject, key, kept.blob.encode())


def _check_who_answers(kept: StoredFile) -> None:
    """Whoever makes a person's key answers for the identity under it: nobody does so for others."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT punte_owners_of(%s)", [kept.subject])
        owners: list[int] = cursor.fetchone()[0]
    if owners and kept.owner not in owners:
        raise NotHere(what="keep a file", subject=kept.subject)


def _key_of(kept: StoredFile) -> bytes:
    return unseal_for(kept.subject, bytes(kept.wrapped), kept.blob.encode())


def names_of(files: Iterable[StoredFile]) -> dict[UUID, str]:
    """The names of files one may see, for a list. Raises NotHere for those of an erased person."""
    return {kept.id: about_of(kept).name for kept in files}


def about_of(kept: StoredFile) -> About:
    """Name and digests of a file one may see. Raises NotHere for one of an erased person."""
    return _about(kept, _key_of(kept))


def _about(kept: StoredFile, key: bytes) -> About:
    about: dict[str, str] = json.loads(unseal(AESGCM(key), bytes(kept.sealed), kept.id.bytes))
    return About(about["name"], about["sha256"], about.get("sha512", ""))


@transaction.atomic
def open_file(*, by: Viewer, file_id: UUID) -> OpenedFile:
    """A file to read, and an entry that it was read.

    Raises NotHere for a file absent, forbidden or erased; Damaged when its first bytes are not
    what was kept. Later damage raises Damaged from `chunks`, before the bytes are given out.
    """
    kept = visible_files(by).filter(id=file_id).first()
    if kept is None:
        raise NotHere(what="read a file", subject=file_id)
    about, chunks = opened(kept)
    first = next(chunks)
    _note("file.read", by, kept)
    return OpenedFile(
        about.name, about.sha256, kept.content_type, kept.size, chain([first], chunks)
    )


def opened(kept: StoredFile) -> tuple[About, Iterator[bytes]]:
    """What is sealed beside a file one may see, and its plain bytes; no entry is made.

    Raises NotHere for one of an erased person; Damaged, also from the bytes.
    """
    key = _key_of(kept)
    return _about(kept, key), opened_chunks(key, _sealed_blocks(kept))


def read_anywhere(kept: StoredFile) -> BinaryIO:
    """A file one may see as a stream that seeks: for a room that plays or looks through it.

    The room notes the reading in its own words. Raises NotHere for one of an erased person;
    reading raises Damaged.
    """
    store, blob = the_store(), kept.blob

    def part(offset: int, length: int) -> bytes:
        try:
            return store.part(blob, offset, length)
        except FileNotFoundError as error:
            raise Damaged("A kept file is missing from the store.") from error

    return seekable(_key_of(kept), kept.size, part)


def _sealed_blocks(kept: StoredFile) -> Iterator[bytes]:
    try:
        return the_store().read(kept.blob)
    except FileNotFoundError as error:
        raise Damaged("A kept file is missing from the store.") from error


def _note(action: str, by: Viewer, kept: StoredFile) -> None:
    record(
        action=action,
        by=by,
        subject=kept.about or kept.subject,
        owners=[kept.owner],
        detail={"file": str(kept.id), "class": str(kept.held_class), "size": kept.size},
    )
