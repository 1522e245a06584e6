from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.investigation.authorisations.support import Team
from tests.support.worlds import World


@pytest.fixture(autouse=True)
def root(settings: Any, tmp_path: Path) -> None:
    settings.FILES_ROOT = tmp_path / "files"
    settings.FILES_S3_URL = ""


@pytest.fixture
def team(world: World) -> Team:
    return Team(world)
