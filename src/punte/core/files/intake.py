"""Taking a stream in: sealed as it comes, measured, told what it is, whole or not at all."""

from __future__ import annotations

import hashlib
import hmac
import os
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from punte.core.errors import Invalid
from punte.core.files.content import Watcher
from punte.core.files.sealing import sealed_chunks


@dataclass(frozen=True)
class Received:
    """A complete sealed file in the incoming folder.

    key: what it is sealed with (32 bytes). address: HMAC-SHA-256 of its content, hexadecimal,
    which says nothing without the key of the index. size: plain bytes.
    """

    path: Path
    key: bytes
    address: str
    sha256: str
    sha512: str
    size: int
    content_type: str


class _Measured:
    """Passes chunks on while it counts, hashes and looks at them."""

    def __init__(self, *, address_key: bytes, scope: bytes, limit: int):
        self.address = hmac.new(address_key, b"punte file\x00" + scope, "sha256")
        self.sha256, self.sha512 = hashlib.sha256(), hashlib.sha512()
        self.watcher = Watcher()
        self.size, self.limit = 0, limit

    def passing(self, chunks: Iterable[bytes]) -> Iterator[bytes]:
        for chunk in chunks:
            self.size += len(chunk)
            if self.size > self.limit:
                raise too_large(self.limit)
            self.address.update(chunk)
            self.sha256.update(chunk)
            self.sha512.update(chunk)
            self.watcher.update(chunk)
            yield chunk


def receive(
    chunks: Iterable[bytes],
    *,
    folder: Path,
    address_key: bytes,
    scope: bytes,
    limit: int,
    expected: int | None = None,
) -> Received:
    """Write the stream, sealed under a fresh key, into `folder`, and wait for the disk.

    scope: bytes that go into the address, so that two persons' equal files do not look equal.
    expected: the size that was announced, in bytes. Raises Invalid when the stream is empty,
    longer than `limit` bytes or not as long as announced; nothing is left behind then.
    """
    measured = _Measured(address_key=address_key, scope=scope, limit=limit)
    key = os.urandom(32)
    descriptor, name = tempfile.mkstemp(dir=folder, suffix=".part")
    path = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            for block in sealed_chunks(key, measured.passing(chunks)):
                file.write(block)
            _check_size(measured.size, expected)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return Received(
        path=path,
        key=key,
        address=measured.address.hexdigest(),
        sha256=measured.sha256.hexdigest(),
        sha512=measured.sha512.hexdigest(),
        size=measured.size,
        content_type=measured.watcher.content_type(),
    )


def _check_size(size: int, expected: int | None) -> None:
    if size == 0:
        raise Invalid(_("The file is empty. Choose another one."))
    if expected is not None and size != expected:
        raise Invalid(
            _("The file did not arrive whole (%(size)d of %(expected)d bytes). Send it again.")
            % {"size": size, "expected": expected}
        )


def too_large(limit: int) -> Invalid:
    """The error for a file beyond the limit of bytes."""
    return Invalid(
        _("The file is too large: at most %(limit)s.") % {"limit": filesizeformat(limit)}
    )
