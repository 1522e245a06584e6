"""A folder of its own for each test, and the same tests on disk and on S3."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from punte.core.files.stores import Store, the_store
from tests.support.s3 import s3_server


@pytest.fixture(autouse=True)
def root(settings: Any, tmp_path: Path) -> Path:
    settings.FILES_ROOT = tmp_path / "files"
    settings.FILES_S3_URL = ""
    return tmp_path / "files"


@pytest.fixture(params=["disk", "s3"])
def store(
    request: pytest.FixtureRequest, settings: Any, root: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Store]:
    """The store of the settings: on disk, then on S3-compatible storage."""
    if request.param == "disk":
        yield the_store()
        return
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "invented")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "invented")
    with s3_server() as server:
        settings.FILES_S3_URL = f"s3://bucket/punte?endpoint={server.address}&region=test-1"
        yield the_store()
