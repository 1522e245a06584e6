"""The log's own Ed25519 key, from a file, and how signatures are made and checked."""

from __future__ import annotations

import base64
import binascii
from functools import lru_cache
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from punte.algorithms.merkle import Key, Note, sign_note


def origin() -> str:
    """The name of this node's log, first line of each of its checkpoints."""
    return f"{settings.NODE_NAME}/ledger"


def log_key() -> Key:
    """The public key that checks this log's signatures; its `vkey` is what witnesses are given."""
    return Key(origin(), _private(str(settings.LEDGER_KEY_FILE)).public_key().public_bytes_raw())


def sign(message: bytes) -> bytes:
    """Sign with the log's key."""
    return _private(str(settings.LEDGER_KEY_FILE)).sign(message)


def sign_text(text: str) -> str:
    """A text as a note signed with the log's key; it must not read as a checkpoint."""
    return Note(text, (sign_note(text, log_key(), sign),)).serialise()


def verify(public_key: bytes, signature: bytes, message: bytes) -> bool:
    """Whether an Ed25519 signature holds."""
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, message)
    except InvalidSignature:
        return False
    return True


@lru_cache(maxsize=4)
def _private(path: str) -> Ed25519PrivateKey:
    try:
        seed = base64.b64decode(Path(path).read_text().strip(), validate=True)
        return Ed25519PrivateKey.from_private_bytes(seed)
    except (OSError, binascii.Error, ValueError) as error:
        raise ImproperlyConfigured(
            f"The ledger's key {path} cannot be read: it must hold 32 bytes as base64."
        ) from error
