"""Where sealed files lie: on this machine's disk, or on S3-compatible storage."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import parse_qsl, urlsplit

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

BLOCK = 256 * 1024


class Store(Protocol):
    """Keeps sealed files under names of hexadecimal digits and hyphens."""

    def put(self, name: str, source: Path) -> None:
        """Keep a finished file under the name and take `source` away; durable on return."""

    def read(self, name: str) -> Iterator[bytes]:
        """The bytes in blocks. Raises FileNotFoundError at once when there is no such file."""

    def part(self, name: str, offset: int, length: int) -> bytes:
        """So many bytes from the middle. Raises FileNotFoundError."""

    def delete(self, name: str) -> None:
        """Remove a file; one that is not there is no error."""

    def names(self) -> Iterator[tuple[str, datetime]]:
        """All names with the time of keeping."""


def place_of(name: str) -> str:
    """The relative path of a name: two levels of folders keep each one small."""
    return f"{name[:2]}/{name[2:4]}/{name}"


def sync_folder(folder: Path) -> None:
    """Wait until the disk has a folder's entries."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


class DiskStore:
    """Files below one folder, each put in place by a rename: whole or not at all."""

    def __init__(self, root: Path):
        self.root = root

    def put(self, name: str, source: Path) -> None:
        target = self.root / place_of(name)
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        source.replace(target)
        for folder in (target.parent, target.parent.parent, self.root):
            sync_folder(folder)

    def read(self, name: str) -> Iterator[bytes]:
        file = (self.root / place_of(name)).open("rb")

        def blocks() -> Iterator[bytes]:
            with file:
                while block := file.read(BLOCK):
                    yield block

        return blocks()

    def part(self, name: str, offset: int, length: int) -> bytes:
        with (self.root / place_of(name)).open("rb") as file:
            file.seek(offset)
            return file.read(length)

    def delete(self, name: str) -> None:
        (self.root / place_of(name)).unlink(missing_ok=True)

    def names(self) -> Iterator[tuple[str, datetime]]:
        for path in self.root.glob("??/??/*"):
            yield path.name, datetime.fromtimestamp(path.stat().st_mtime, UTC)


class ObjectStore:
    """Files on S3-compatible storage, by the optional package `obstore`.

    url: `s3://bucket/prefix?endpoint=https://host&region=name`; access keys come from the usual
    AWS_* variables. Plain http is for a store on this machine alone.
    """

    def __init__(self, url: str):
        self.store = _opened_store(url)

    def put(self, name: str, source: Path) -> None:
        # Big files go up in parts; the store shows nothing before the last one is in.
        self.store.put(place_of(name), source)
        source.unlink()

    def read(self, name: str) -> Iterator[bytes]:
        found = self.store.get(place_of(name))
        return (bytes(block) for block in found.stream(min_chunk_size=BLOCK))

    def part(self, name: str, offset: int, length: int) -> bytes:
        return bytes(self.store.get_range(place_of(name), start=offset, length=length))

    def delete(self, name: str) -> None:
        try:
            self.store.delete(place_of(name))
        except FileNotFoundError:
            # Some stores say so, others do not; gone is what was asked for.
            return

    def names(self) -> Iterator[tuple[str, datetime]]:
        for page in self.store.list():
            for entry in page:
                yield entry["path"].rsplit("/", 1)[-1], entry["last_modified"]


def _opened_store(url: str) -> Any:
    try:
        from obstore.store import S3Store
    except ImportError as error:
        raise ImproperlyConfigured(
            "PUNTE_FILES_S3_URL is set, but the package obstore is not installed."
        ) from error
    parts = urlsplit(url)
    options = dict(parse_qsl(parts.query))
    endpoint = options.get("endpoint", "")
    if parts.scheme != "s3" or not parts.netloc:
        raise ImproperlyConfigured("PUNTE_FILES_S3_URL must look like s3://bucket/prefix?endpoint=")
    if urlsplit(endpoint).scheme == "http" and urlsplit(endpoint).hostname not in {
        "localhost",
        "127.0.0.1",
        "::1",
    }:
        raise ImproperlyConfigured("The endpoint in PUNTE_FILES_S3_URL must be https.")
    return S3Store(
        parts.netloc,
        prefix=parts.path.strip("/") or None,
        endpoint=endpoint or None,
        region=options.get("region", "us-east-1"),
        client_options={"allow_http": endpoint.startswith("http://")},
    )


def incoming() -> Path:
    """The folder where files wait, sealed, until they are complete."""
    folder = Path(settings.FILES_ROOT) / "incoming"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def the_store() -> Store:
    """The store that the settings name."""
    if settings.FILES_S3_URL:
        return _object_store(settings.FILES_S3_URL)
    return DiskStore(Path(settings.FILES_ROOT))


@cache
def _object_store(url: str) -> ObjectStore:
    return ObjectStore(url)
