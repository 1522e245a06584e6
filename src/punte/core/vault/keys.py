"""Persons' keys: made on first use, found for reading, lent to the files of a person."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from punte.core.access.door import Viewer, get_visible
from punte.core.errors import NotHere
from punte.core.vault.keyring import master_key
from punte.core.vault.models import VaultKey
from punte.core.vault.sealing import new_key, seal, unseal, unwrap, wrap


@lru_cache(maxsize=4)
def _cipher(key: bytes) -> AESGCM:
    return AESGCM(key)


def master_cipher() -> AESGCM:
    """The cipher of the master key. Raises KeyUnusable."""
    return _cipher(master_key())


def hold_still(subject: UUID) -> None:
    """Until the transaction ends, nobody else grants, writes or erases this person.

    The same lock as in `punte_refresh_audiences` and `punte_erase_identity`: without it a row
    written now could miss a grant given now, or outlive an erasure.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 7))", [str(subject)])


def ensure_key(*, by: Viewer, subject: UUID, owner: int, audiences: Iterable[int]) -> VaultKey:
    """The person's key row, made when there is none.

    Raises NotHere when there is a key that the viewer may not see. An existing key keeps its
    owner and audiences, whatever is asked for.
    """
    hold_still(subject)
    found = VaultKey.objects.visible_to(by).filter(subject=subject).first()
    if found is not None:
        return found
    key = VaultKey(
        subject=subject,
        wrapped=wrap(master_cipher(), subject, new_key()),
        made_at=timezone.now(),
        owner=owner,
        audiences=sorted({owner, *audiences}),
    )
    try:
        with transaction.atomic():
            key.save(force_insert=True)
    except IntegrityError as error:
        raise NotHere(what="write identity", subject=subject) from error
    return key


def person_cipher(viewer: Viewer, subject: UUID) -> AESGCM:
    """The cipher of a person whose identity the viewer may see. Raises NotHere, WrongMasterKey."""
    return cipher_of(get_visible(VaultKey, viewer=viewer, subject=subject))


def cipher_of(key: VaultKey) -> AESGCM:
    """The cipher of a key row. Raises WrongMasterKey."""
    return AESGCM(unwrap(master_cipher(), key.subject, bytes(key.wrapped)))


def prove_master_key() -> None:
    """Read the master key and open the newest person's key with it, where there is one.

    For the owner of the database, who sees all keys. Raises KeyUnusable, WrongMasterKey.
    """
    master_cipher()
    newest = VaultKey.objects.order_by("-subject").first()
    if newest is not None:
        cipher_of(newest)


def seal_for(subject: UUID | None, secret: bytes, bound_to: bytes) -> bytes:
    """A short secret sealed under the person's key, or under the master key for no person.

    For rooms that keep something of a person outside the vault: it is erased with the person.
    The bound viewer must see some row of the person. Raises NotHere without such a key.
    """
    return seal(_lent_cipher(subject), secret, bound_to)


def unseal_for(subject: UUID | None, sealed: bytes, bound_to: bytes) -> bytes:
    """What `seal_for` sealed. Raises NotHere once the person is erased, Damaged, WrongMasterKey."""
    return unseal(_lent_cipher(subject), sealed, bound_to)


def unseal_each_for(subject: UUID | None, sealed: Iterable[tuple[bytes, bytes]]) -> list[bytes]:
    """Many that `seal_for` sealed, with one look at the key: pairs of sealed bytes and bound_to."""
    cipher = _lent_cipher(subject)
    return [unseal(cipher, secret, bound_to) for secret, bound_to in sealed]


def _lent_cipher(subject: UUID | None) -> AESGCM:
    if subject is None:
        return master_cipher()
    with connection.cursor() as cursor:
        cursor.execute("SELECT punte_person_key(%s)", [subject])
        wrapped: bytes | None = cursor.fetchone()[0]
    if wrapped is None:
        raise NotHere(what="use a person's key", subject=subject)
    return AESGCM(unwrap(master_cipher(), subject, bytes(wrapped)))
