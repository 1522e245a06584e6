"""Files to keep, and the smallest examples of each kind."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from typing import Any
from uuid import UUID
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from punte.core.access.door import Viewer, acting_as
from punte.core.files.door import StoredFile, keep_file, open_file

PDF = b"%PDF-1.7\n% an invented paper\n"


def keep(
    by: Viewer,
    subject: UUID | None = None,
    content: bytes | Iterable[bytes] = PDF,
    name: str = "paper.pdf",
    **more: Any,
) -> StoredFile:
    """A file kept by the viewer for the own agency."""
    with acting_as(by):
        return keep_file(
            by=by,
            subject=subject,
            owner=more.pop("owner", by.agency_audience),
            audiences=more.pop("audiences", []),
            name=name,
            chunks=[content] if isinstance(content, bytes) else content,
            **more,
        )


def read(by: Viewer, file_id: UUID) -> bytes:
    """All bytes of a file."""
    with acting_as(by):
        return b"".join(open_file(by=by, file_id=file_id).chunks)


def zipped(**entries: bytes) -> bytes:
    """A zip with entries named by `__` for `/` and by `_dot_` for `.`."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            plain = name.replace("__", "/").replace("_dot_", ".")
            first = plain == "mimetype"
            archive.writestr(plain, content, ZIP_STORED if first else ZIP_DEFLATED)
    return out.getvalue()


def office(main: str) -> bytes:
    """The skeleton of an office document whose main part has that name."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name in ("[Content_Types].xml", "_rels/.rels", main):
            archive.writestr(name, "<x/>")
    return out.getvalue()
