"""An NGO's file of a person whom another agency answers for, and its people."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from punte.core.access.door import Viewer, acting_as
from punte.protection.assistance.models import AssistanceFile
from tests.support.files import make_file
from tests.support.persons import make_person
from tests.support.worlds import World, viewer


@pytest.fixture(autouse=True)
def root(settings: Any, tmp_path: Path) -> Path:
    settings.FILES_ROOT = tmp_path / "files"
    settings.FILES_S3_URL = ""
    return tmp_path / "files"


@pytest.fixture
def file(world: World) -> AssistanceFile:
    with acting_as(world.coordinator) as by:
        person = make_person(by)
    with acting_as(world.caseworker) as by:
        return make_file(by, person)


@pytest.fixture
def nurse(world: World) -> Viewer:
    return viewer(world.ngo, "health_worker", [world.desk])
