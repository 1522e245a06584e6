"""How uploads arrive: sealed under a key that only this process knows, never plain on disk."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from typing import IO, Any, BinaryIO

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from punte.core.files.intake import too_large
from punte.core.files.sealing import CHUNK, Sealer, opened_chunks
from punte.core.files.seeking import seekable
from punte.core.files.stores import BLOCK, incoming


class SealedUpload(UploadedFile[bytes]):
    """An upload of a form; read it by `chunks`, once or again."""

    def __init__(self, sealed: IO[bytes], key: bytes, name: str, size: int, **named: Any):
        super().__init__(file=sealed, name=name, size=size, **named)
        self.sealed, self.key = sealed, key

    def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
        """The plain bytes. Raises Invalid when the file went beyond the limit."""
        if (self.size or 0) > settings.FILES_MAX_BYTES:
            raise too_large(settings.FILES_MAX_BYTES)
        self.sealed.seek(0)
        yield from opened_chunks(self.key, iter(lambda: self.sealed.read(BLOCK), b""))

    def anywhere(self) -> BinaryIO:
        """The plain bytes as a stream that seeks. Raises Invalid beyond the limit."""
        size = self.size or 0
        if size > settings.FILES_MAX_BYTES:
            raise too_large(settings.FILES_MAX_BYTES)

        def part(offset: int, length: int) -> bytes:
            self.sealed.seek(offset)
            return self.sealed.read(length)

        return seekable(self.key, size, part)

    def multiple_chunks(self, chunk_size: int | None = None) -> bool:
        return (self.size or 0) > CHUNK

    def read(self, num_bytes: int | None = None) -> bytes:
        """All of it, or its first bytes."""
        return b"".join(self.chunks())[:num_bytes]


class SealedUploads(FileUploadHandler):
    """Django's upload handler for all forms (`FILE_UPLOAD_HANDLERS`)."""

    sealed: IO[bytes]

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        # Without a name in the folder: a killed process leaves nothing behind.
        self.sealed = tempfile.TemporaryFile(dir=incoming())  # noqa: SIM115
        self.key = os.urandom(32)
        self.sealer = Sealer(self.key)
        self.size = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.size += len(raw_data)
        # Beyond the limit bytes are only counted, so that the form can say what was wrong.
        if self.size <= settings.FILES_MAX_BYTES:
            self.sealed.write(self.sealer.update(raw_data))

    def file_complete(self, file_size: int) -> SealedUpload:
        self.sealed.write(self.sealer.finish())
        return SealedUpload(
            self.sealed,
            self.key,
            self.file_name or "",
            file_size,
            content_type=self.content_type,
            charset=self.charset,
        )

    def upload_interrupted(self) -> None:
        if hasattr(self, "sealed"):
            self.sealed.close()
