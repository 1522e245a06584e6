"""What a file is, told from its bytes: never from its name, never by expanding anything."""

from __future__ import annotations

import codecs
import re
from io import BytesIO
from typing import Final
from zipfile import ZipFile

from punte.core.zips import BROKEN_ZIP

UNKNOWN: Final = "application/octet-stream"
TEXT: Final = "text/plain; charset=utf-8"
HEAD, TAIL = 512, 128 * 1024

# First bytes, a pattern each. Sources: the formats' own specifications.
MAGIC: Final = (
    (re.compile(rb"%PDF-\d"), "application/pdf"),
    (re.compile(rb"\x89PNG\r\n\x1a\n"), "image/png"),
    (re.compile(rb"\xff\xd8\xff"), "image/jpeg"),
    (re.compile(rb"GIF8[79]a"), "image/gif"),
    (re.compile(rb"RIFF....WEBP", re.DOTALL), "image/webp"),
    (re.compile(rb"RIFF....WAVE", re.DOTALL), "audio/wav"),
    (re.compile(rb"OggS\x00"), "audio/ogg"),
    # An ID3 tag, or the header of an MPEG layer III frame with a real bit rate and frequency.
    (re.compile(rb"ID3[\x02-\x04]|\xff[\xe2\xe3\xf2\xf3\xfa\xfb][\x10-\xeb]"), "audio/mpeg"),
    (re.compile(rb"....ftyp(M4A|M4B)", re.DOTALL), "audio/mp4"),
    (re.compile(rb"....ftyp(isom|iso[2-9]|mp4[12]|avc1|M4V|dash|MSNV)", re.DOTALL), "video/mp4"),
)
_OOXML: Final = "application/vnd.openxmlformats-officedocument."
OFFICE: Final = {
    "word/document.xml": _OOXML + "wordprocessingml.document",
    "xl/workbook.xml": _OOXML + "spreadsheetml.sheet",
}
ODT: Final = "application/vnd.oasis.opendocument.text"
_NOT_TEXT: Final = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")


class Watcher:
    """Looks at a stream as it passes and says at the end what it was."""

    def __init__(self) -> None:
        self.head = b""
        self.tail = b""
        self._decoder: codecs.IncrementalDecoder | None = codecs.getincrementaldecoder("utf-8")()

    def update(self, chunk: bytes) -> None:
        if len(self.head) < HEAD:
            self.head += chunk[: HEAD - len(self.head)]
        self.tail = (self.tail + chunk[-TAIL:])[-TAIL:]
        self._read_text(chunk, final=False)

    def _read_text(self, chunk: bytes, *, final: bool) -> None:
        if self._decoder is None:
            return
        try:
            text = self._decoder.decode(chunk, final)
        except UnicodeDecodeError:
            self._decoder = None
        else:
            if _NOT_TEXT.search(text):
                self._decoder = None

    def content_type(self) -> str:
        """One of the allowed types, else `UNKNOWN`. To be asked once, at the end."""
        if self.head.startswith(b"PK\x03\x04"):
            return self._office()
        for pattern, name in MAGIC:
            if pattern.match(self.head):
                return name
        self._read_text(b"", final=True)
        return TEXT if self._decoder is not None else UNKNOWN

    def _office(self) -> str:
        # An ODT begins with an uncompressed entry that names its type.
        if self.head[30:].startswith(b"mimetype" + ODT.encode() + b"PK"):
            return ODT
        try:
            # Only the list of entries at the end is read; nothing is ever unpacked.
            names = set(ZipFile(BytesIO(self.tail)).namelist())
        except BROKEN_ZIP:
            return UNKNOWN
        if "[Content_Types].xml" in names:
            return next((kind for entry, kind in OFFICE.items() if entry in names), UNKNOWN)
        return UNKNOWN
