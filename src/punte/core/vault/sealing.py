"""Sealing with AES-256-GCM: persons' keys under the master key, values under a person's key.

A sealed text is nonce (12 bytes, random) + ciphertext + tag (16). What a text belongs to is bound
to it as associated data, so that a row copied to another person or field does not open.
"""

from __future__ import annotations

import os
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from punte.core.vault.errors import Damaged, WrongMasterKey

NONCE = 12


def new_key() -> bytes:
    """A fresh random key of 32 bytes."""
    return os.urandom(32)


def seal(cipher: AESGCM, secret: bytes, bound_to: bytes) -> bytes:
    """nonce + ciphertext + tag of `secret`."""
    nonce = os.urandom(NONCE)
    return nonce + cipher.encrypt(nonce, secret, bound_to)


def unseal(cipher: AESGCM, sealed: bytes, bound_to: bytes) -> bytes:
    """The secret again. Raises Damaged when key, text or `bound_to` differ."""
    try:
        return cipher.decrypt(sealed[:NONCE], sealed[NONCE:], bound_to)
    except (InvalidTag, ValueError) as error:
        raise Damaged from error


def wrap(master: AESGCM, subject: UUID, key: bytes) -> bytes:
    """A person's key sealed under the master key, bound to the person."""
    return seal(master, key, b"punte person key\x00" + subject.bytes)


def unwrap(master: AESGCM, subject: UUID, wrapped: bytes) -> bytes:
    """The person's key. Raises WrongMasterKey when the master key does not fit."""
    try:
        return unseal(master, wrapped, b"punte person key\x00" + subject.bytes)
    except Damaged as error:
        raise WrongMasterKey from error


def seal_value(cipher: AESGCM, subject: UUID, kind: str, item: UUID, value: str) -> bytes:
    """One value under its person's key, bound to person, field and row."""
    return seal(cipher, value.encode(), _place(subject, kind, item))


def unseal_value(cipher: AESGCM, subject: UUID, kind: str, item: UUID, sealed: bytes) -> str:
    """The value again. Raises Damaged."""
    return unseal(cipher, sealed, _place(subject, kind, item)).decode()


def _place(subject: UUID, kind: str, item: UUID) -> bytes:
    return b"punte item\x00" + subject.bytes + item.bytes + kind.encode()
