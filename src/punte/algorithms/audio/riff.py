"""Chunks of a RIFF file (WAV, BWF, RF64, BW64), walked without trusting a size that they tell."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from punte.algorithms.audio.errors import AudioError, Finding, Reason

MAX_CHUNKS = 4096
NEAR = 65536
UNKNOWN_32 = 0xFFFFFFFF
LARGE = (b"RF64", b"BW64")


@dataclass(frozen=True, slots=True)
class Chunk:
    """One chunk: where its body begins, what its header says and what the file really holds."""

    name: bytes
    offset: int
    declared: int
    held: int

    @property
    def cut(self) -> bool:
        """Say whether the file ends before the chunk does."""
        return self.held < self.declared


@dataclass(frozen=True, slots=True)
class Riff:
    """A walked file: its kind (b"RIFF", b"RF64", b"BW64"), chunks in order, and what is odd."""

    kind: bytes
    chunks: tuple[Chunk, ...]
    findings: tuple[Finding, ...]

    def first(self, name: bytes) -> Chunk | None:
        """Return the first chunk of this name."""
        return next((chunk for chunk in self.chunks if chunk.name == name), None)


def body(stream: BinaryIO, chunk: Chunk, limit: int) -> bytes:
    """Read at most `limit` bytes of a chunk: never more than the file holds of it."""
    stream.seek(chunk.offset)
    return stream.read(min(chunk.held, limit))


def walk(stream: BinaryIO, size: int) -> Riff:
    """Walk the chunks of a file of `size` bytes whose first four bytes are a RIFF kind.

    Raises AudioError when it is no WAVE.
    """
    stream.seek(0)
    head = stream.read(12)
    if len(head) < 12 or head[8:12] != b"WAVE":
        raise AudioError(Reason.NOT_AUDIO, "a RIFF file that holds no WAVE")
    kind = head[:4]
    chunks: list[Chunk] = []
    large: dict[bytes, int] = {}
    findings: list[Finding] = []
    for chunk in _chunks(stream, size, large):
        if chunk.name == b"ds64" and kind in LARGE and not chunks:
            large.update(_sizes(body(stream, chunk, 28 + 12 * 256)))
        chunks.append(chunk)
        if chunk.cut and chunk.name != b"data":
            findings.append(Finding.BROKEN_CHUNK)
    declared = large.get(b"riff", struct.unpack("<I", head[4:8])[0])
    if declared not in (size - 8, size - 9, size - 7, 0, UNKNOWN_32):
        findings.append(Finding.SIZE_DIFFERS)
    return Riff(kind, tuple(chunks), tuple(dict.fromkeys(findings)))


def _chunks(stream: BinaryIO, size: int, large: dict[bytes, int]) -> Iterator[Chunk]:
    """Yield the chunks; `large` may gain sizes from ds64 while it runs."""
    place, count = 12, 0
    while place + 8 <= size and count < MAX_CHUNKS:
        stream.seek(place)
        head = stream.read(8)
        if len(head) < 8:
            return
        name, declared = head[:4], struct.unpack("<I", head[4:])[0]
        if not name.strip(b"\0 "):
            return  # padding until the end of the file
        rest = size - place - 8
        if declared == UNKNOWN_32:
            declared = large.get(name, UNKNOWN_32 if rest < UNKNOWN_32 else rest)
        if name == b"data" and declared in (0, UNKNOWN_32) and rest:
            declared = 0  # the recorder never came to write it: all that follows is sound
        unfinished = name == b"data" and declared == 0
        held = rest if unfinished else min(declared, rest)
        if held < declared and name != b"data" and (data := _sound_within(stream, place + 8, rest)):
            yield Chunk(name, place + 8, declared, data - place - 8)
            place = data
            continue
        yield Chunk(name, place + 8, declared, held)
        place += 8 + (rest if unfinished else declared + declared % 2)
        count += 1


def _sound_within(stream: BinaryIO, place: int, rest: int) -> int:
    """Return where the sound begins behind a chunk whose length is a lie; 0 where it is not near.

    The word may stand in a text too; there no length follows that the file could hold.
    """
    stream.seek(place)
    near = stream.read(min(rest, NEAR))
    at = -1
    while (at := near.find(b"data", at + 1)) >= 0:
        told = near[at + 4 : at + 8]
        if len(told) == 4 and 0 < int.from_bytes(told, "little") <= rest - at - 8:
            return place + at
    return 0


def _sizes(ds64: bytes) -> dict[bytes, int]:
    """Read the 64-bit sizes of an RF64 or BW64 file."""
    if len(ds64) < 28:
        return {}
    riff, data, _frames, entries = struct.unpack_from("<QQQI", ds64)
    found = {b"riff": riff, b"data": data}
    for index in range(min(entries, (len(ds64) - 28) // 12)):
        name, length = struct.unpack_from("<4sQ", ds64, 28 + 12 * index)
        found[name] = length
    return found
