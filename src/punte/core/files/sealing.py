"""Sealing a stream in chunks with AES-256-GCM, so that neither side holds a whole file in memory.

The STREAM construction (Hoang, Reyhanitabar, Rogaway, Vizár 2015): the nonce is the chunk's number
and a mark for the last one, so chunks cannot be swapped, dropped or cut off unseen. The key must
be new for each file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from punte.core.vault.door import Damaged

CHUNK = 256 * 1024
TAG = 16
FORMAT = b"punte file 1"


class Sealer:
    """Takes plain bytes as they come and gives sealed ones; call `finish` once at the end."""

    def __init__(self, key: bytes):
        self.cipher = AESGCM(key)
        self.number = 0
        self.waiting = bytearray()

    def update(self, data: bytes) -> bytes:
        """Sealed chunks that are complete by now, perhaps none."""
        self.waiting += data
        sealed = bytearray()
        # The last chunk is only known at the end, so one is always held back.
        while len(self.waiting) > CHUNK:
            sealed += self._seal(bytes(self.waiting[:CHUNK]), last=False)
            del self.waiting[:CHUNK]
        return bytes(sealed)

    def finish(self) -> bytes:
        """The last chunk."""
        return self._seal(bytes(self.waiting), last=True)

    def _seal(self, piece: bytes, *, last: bool) -> bytes:
        sealed = self.cipher.encrypt(_nonce(self.number, last=last), piece, FORMAT)
        self.number += 1
        return sealed


def sealed_chunks(key: bytes, chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The sealed form of a stream, in pieces of any size."""
    sealer = Sealer(key)
    for chunk in chunks:
        for start in range(0, len(chunk), CHUNK):
            yield sealer.update(chunk[start : start + CHUNK])
    yield sealer.finish()


def opened_chunks(key: bytes, sealed: Iterable[bytes]) -> Iterator[bytes]:
    """The plain stream again, each chunk proved before it is given out.

    Raises Damaged at the first chunk that was altered, moved, or follows a cut.
    """
    cipher, number, waiting = AESGCM(key), 0, bytearray()
    for block in sealed:
        waiting += block
        while len(waiting) > CHUNK + TAG:
            yield open_chunk(cipher, number, bytes(waiting[: CHUNK + TAG]), last=False)
            del waiting[: CHUNK + TAG]
            number += 1
    yield open_chunk(cipher, number, bytes(waiting), last=True)


def open_chunk(cipher: AESGCM, number: int, piece: bytes, *, last: bool) -> bytes:
    """One chunk by its number. Raises Damaged when it is not what was sealed there."""
    try:
        return cipher.decrypt(_nonce(number, last=last), piece, FORMAT)
    except (InvalidTag, ValueError) as error:
        raise Damaged from error


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])
