"""A sealed file read from any place, as a stream: for sound that is played from its middle.

Each chunk is proved as it is opened, and the last one is known by its number, so a file that was
cut or altered gives Damaged and never other bytes.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any, BinaryIO, cast

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from punte.algorithms.streams import Seekable
from punte.core.files.sealing import CHUNK, TAG, open_chunk

ReadSealed = Callable[[int, int], bytes]
READ_AHEAD = 64 * 1024


class _Sealed(Seekable):
    def __init__(self, key: bytes, size: int, read_sealed: ReadSealed):
        super().__init__(size)
        self.cipher, self.read_sealed = AESGCM(key), read_sealed
        self.last = max(0, (size - 1) // CHUNK)
        self.number, self.chunk = -1, b""

    def readinto(self, buffer: Any) -> int:
        if self.place >= self.size:
            return 0
        number, within = divmod(self.place, CHUNK)
        if number != self.number:
            length = min(CHUNK, self.size - number * CHUNK) + TAG
            sealed = self.read_sealed(number * (CHUNK + TAG), length)
            self.chunk = open_chunk(self.cipher, number, sealed, last=number == self.last)
            self.number = number
        part = self.chunk[within : within + len(buffer)]
        buffer[: len(part)] = part
        self.place += len(part)
        return len(part)


def seekable(key: bytes, size: int, read_sealed: ReadSealed) -> BinaryIO:
    """A readable, seekable stream of `size` plain bytes.

    read_sealed(offset, length): sealed bytes from the store. Reading raises Damaged where a chunk
    is not what was sealed.
    """
    return cast("BinaryIO", io.BufferedReader(_Sealed(key, size, read_sealed), READ_AHEAD))
