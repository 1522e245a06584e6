"""What a file of rows was written as, told from its bytes and never from its name."""

from __future__ import annotations

import io
import re
import zipfile
from enum import Enum
from typing import Final

from punte.core.sheets.tables import Unreadable
from punte.core.zips import BROKEN_ZIP

OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MAX_UNPACKED: Final = 1_500_000_000
_HEAD: Final = 4096
_PAGE: Final = re.compile(r"<(!doctype\s+html|html|head|meta|body|table|style)\b", re.I)
# Where an old book begins: its first record, perhaps that it is not to be written to, and then
# how it is locked.
_LOCKED: Final = re.compile(
    rb"\x09\x08(?:\x10\0\0\x06\x05\0.{12}|\x08\0\0\x05\x05\0.{4})(?:\x86\0\0\0)?\x2f\0", re.DOTALL
)
_OTHER: Final = (b"%PDF", b"{\\rtf", b"PAR1", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")


class Kind(Enum):
    """BOOK: XLSX, XLSM or ODS. OLD_BOOK: the XLS of before 2007. PAGE: HTML. TEXT: CSV."""

    BOOK = "book"
    OLD_BOOK = "old_book"
    PAGE = "page"
    TEXT = "text"


def looks_like_a_book(head: bytes) -> bool:
    """Whether a file that begins so is packed or binary, as spreadsheets are."""
    return head.startswith((b"PK", OLE))


def kind_of(data: bytes) -> Kind:
    """Raises Unreadable for what is locked, what only its own program reads, and what is no list.

    A book is looked at by its list of parts alone: nothing is unpacked beyond bounds.
    """
    if data.startswith(b"PK"):
        return _packed(data)
    if data.startswith(OLE):
        return _compound(data)
    if data.startswith(_OTHER):
        raise Unreadable("not_text")
    head = _words(data[:_HEAD])
    if "urn:schemas-microsoft-com:office:spreadsheet" in head or head.startswith("mime-version:"):
        raise Unreadable("saved_as_web")
    page = _PAGE.search(head) if head.startswith("<") else None
    return Kind.PAGE if page else Kind.TEXT


def _packed(data: bytes) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            parts = {entry.filename: entry for entry in book.infolist()}
            if sum(entry.file_size for entry in parts.values()) > MAX_UNPACKED:
                raise Unreadable("too_large_unpacked")
            if any(entry.flag_bits & 1 for entry in parts.values()):
                raise Unreadable("encrypted")
            if "xl/workbook.bin" in parts:
                raise Unreadable("binary_book")
            about = "META-INF/manifest.xml"
            if about in parts and b"encryption-data" in book.open(about).read(1 << 20):
                raise Unreadable("encrypted")
    except BROKEN_ZIP as error:
        raise Unreadable("not_a_workbook") from error
    return Kind.BOOK


def _compound(data: bytes) -> Kind:
    """Old books, and new ones with a password, lie in a container whose parts have wide names."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise Unreadable("encrypted")
    if not any(name.encode("utf-16-le") in data for name in ("Workbook\0", "Book\0")):
        raise Unreadable("not_a_workbook")
    if _LOCKED.search(data):
        raise Unreadable("encrypted")
    return Kind.OLD_BOOK


def _words(head: bytes) -> str:
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    text = head.decode("utf-16" if wide else "utf-8-sig", "replace")
    return text.strip().casefold()
