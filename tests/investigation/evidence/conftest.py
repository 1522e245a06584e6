from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from punte.core.access.door import Viewer, acting_as
from punte.investigation.cases.door import Case
from punte.investigation.evidence.actions.stores import Place, open_store
from punte.investigation.evidence.models import Store
from tests.support.cases import make_case
from tests.support.worlds import World


@pytest.fixture(autouse=True)
def root(settings: Any, tmp_path: Path) -> Path:
    """A folder of its own for the files of each test."""
    settings.FILES_ROOT = tmp_path / "files"
    settings.FILES_S3_URL = ""
    return tmp_path / "files"


@pytest.fixture
def led(world: World) -> tuple[Case, Viewer]:
    """An invented case, and who leads it."""
    return make_case(world.investigator)


@pytest.fixture
def stored(world: World) -> tuple[Store, Viewer]:
    """A store, and its keeper as they see from then on."""
    with acting_as(world.evidence_keeper) as by:
        return open_store(by=by, place=Place("Invented store", "Cellar", 2), request_key=uuid4())
