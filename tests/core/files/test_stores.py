"""Both stores keep, give, list and forget alike; and a kill leaves no half file."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from punte.core.files.stores import DiskStore, ObjectStore, Store, incoming, place_of, the_store

NAME = "ab" * 32 + "-01"


def source(content: bytes) -> Path:
    path = incoming() / "finished.part"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("size", [1, 300_000, 12 * 2**20])
def test_what_is_put_can_be_read_listed_and_deleted(store: Store, size: int) -> None:
    content, path = os.urandom(size), source(b"")
    path.write_bytes(content)
    store.put(NAME, path)
    assert not path.exists()
    assert b"".join(store.read(NAME)) == content
    assert [name for name, _kept_at in store.names()] == [NAME]
    store.delete(NAME)
    assert list(store.names()) == []
    store.delete(NAME)


def test_what_is_not_there_is_said_at_once(store: Store) -> None:
    with pytest.raises(FileNotFoundError):
        store.read(NAME)


KILLED = """
import os, pathlib, signal, sys
from django.conf import settings
settings.configure()
from punte.core.files.stores import DiskStore
pathlib.Path.replace = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
root = pathlib.Path(sys.argv[1])
DiskStore(root).put(sys.argv[2], root / "incoming" / "finished.part")
"""


def test_a_kill_before_the_rename_leaves_no_half_file(root: Path) -> None:
    path = source(b"complete, but not yet in its place")
    done = subprocess.run([sys.executable, "-c", KILLED, str(root), NAME], check=False)
    assert done.returncode == -signal.SIGKILL
    store = DiskStore(root)
    assert list(store.names()) == []
    with pytest.raises(FileNotFoundError):
        store.read(NAME)
    store.put(NAME, path)
    assert b"".join(store.read(NAME)) == b"complete, but not yet in its place"


def test_a_file_lies_two_folders_deep(root: Path) -> None:
    DiskStore(root).put(NAME, source(b"x"))
    assert (root / place_of(NAME)).relative_to(root).parts == ("ab", "ab", NAME)


@pytest.mark.parametrize(
    "url",
    ["https://bucket", "s3://", "s3://bucket?endpoint=http://storage.example"],
)
def test_an_address_that_cannot_serve_is_said_plainly(settings: Any, url: str) -> None:
    settings.FILES_S3_URL = url
    with pytest.raises(ImproperlyConfigured, match="PUNTE_FILES_S3_URL"):
        the_store()


def test_without_its_package_s3_says_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "obstore.store", None)
    with pytest.raises(ImproperlyConfigured, match="obstore is not installed"):
        ObjectStore("s3://bucket")
