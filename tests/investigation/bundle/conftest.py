from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from punte.core.access.door import Viewer
from punte.investigation.cases.door import Case
from tests.support.cases import make_case
from tests.support.worlds import World


@pytest.fixture(autouse=True)
def root(settings: Any, tmp_path: Path) -> Path:
    """A folder of its own for the files of each test."""
    settings.FILES_ROOT = tmp_path / "files"
    settings.FILES_S3_URL = ""
    return tmp_path / "files"


@pytest.fixture
def plain_papers(monkeypatch: pytest.MonkeyPatch) -> None:
    """No PDF is drawn: that takes long, and is proved where a stranger reads the bundle."""
    for drawing in ("draw_chain", "_index"):
        where = f"punte.investigation.bundle.papers.{drawing}"
        monkeypatch.setattr(where, lambda *_parts: b"drawn")


@pytest.fixture
def led(world: World) -> tuple[Case, Viewer]:
    """An invented case, and who leads it."""
    return make_case(world.investigator)
