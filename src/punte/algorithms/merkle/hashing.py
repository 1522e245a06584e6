"""Hashes of the Merkle tree (RFC 6962 §2.1, RFC 9162 §2.1.1)."""

import hashlib
from typing import Final

HASH_SIZE: Final = 32

EMPTY_ROOT: Final = hashlib.sha256(b"").digest()


class TreeError(ValueError):
    """What was asked makes no sense for a tree of this size, or a stored node is not there."""


def leaf_hash(data: bytes) -> bytes:
    """Hash of one entry: SHA-256(0x00 || data), 32 bytes."""
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Hash of an inner node: SHA-256(0x01 || left || right), 32 bytes.

    Both children are 32-byte hashes; nothing checks that here, because this is the hot loop.
    """
    return hashlib.sha256(b"\x01" + left + right).digest()


def checked_hash(value: bytes, what: str) -> bytes:
    """`value` itself if it is 32 bytes long; TreeError naming `what` otherwise."""
    if not isinstance(value, bytes) or len(value) != HASH_SIZE:
        raise TreeError(f"{what} is not a hash of {HASH_SIZE} bytes")
    return value
