"""A packed folder, read entry by entry within strict bounds; nothing is written under its names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import BinaryIO
from zipfile import ZipFile, ZipInfo

from punte.core.zips import BROKEN_ZIP

MOST_ENTRIES = 2000
MOST_RATIO = 150  # of an entry beyond a megabyte; sound packs to a tenth, silence to a hundredth
SMALL = 1 << 20
BLOCK = 256 * 1024


class Unpackable(Exception):
    """An entry, or the whole file, that is not unpacked; `args[0]` is a code of words.WHY."""


@dataclass(frozen=True)
class Entry:
    """A file in a packed folder. fault: a code where it is not unpacked."""

    name: str
    size: int
    fault: str
    packed: ZipFile
    info: ZipInfo

    def chunks(self) -> Iterator[bytes]:
        """Its bytes, never more than its header says. Raises Unpackable where they are damaged."""
        left = self.size
        try:
            with self.packed.open(self.info) as inner:
                while left and (block := inner.read(min(BLOCK, left))):
                    left -= len(block)
                    yield block
                if left or inner.read(1):
                    raise Unpackable("packed_broken")
        except BROKEN_ZIP as error:
            raise Unpackable("packed_broken") from error


def entries(stream: BinaryIO, *, most_bytes: int) -> Iterator[Entry]:
    """The files of a packed folder in order, each with its fault if it has one.

    most_bytes: the largest file that is taken. Raises Unpackable for what is no ZIP.
    """
    try:
        packed = ZipFile(stream)
        infos = packed.infolist()
    except BROKEN_ZIP as error:
        raise Unpackable("packed_broken") from error
    if len(infos) > MOST_ENTRIES:
        raise Unpackable("too_many")
    for info in infos:
        if not info.is_dir():
            name = PurePosixPath(info.filename.replace("\\", "/"))
            fault = _fault(info, name, most_bytes)
            yield Entry((name.name or info.filename)[:300], info.file_size, fault, packed, info)


def _fault(info: ZipInfo, name: PurePosixPath, most_bytes: int) -> str:
    if name.is_absolute() or ".." in name.parts or ":" in "".join(name.parts[:1]):
        return "packed_outside"
    if info.file_size > most_bytes:
        return "too_large"
    if info.file_size > SMALL and info.file_size > MOST_RATIO * max(1, info.compress_size):
        return "packed_too_tight"
    return "packed_broken" if info.flag_bits & 1 else ""
