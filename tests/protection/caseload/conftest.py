"""A small team with files."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from punte.core.access.door import Viewer, acting_as
from punte.protection.assistance.door import AssistanceFile
from tests.support.files import make_file
from tests.support.persons import make_person
from tests.support.worlds import World, viewer

MakeFile = Callable[..., AssistanceFile]


@pytest.fixture
def helper(world: World) -> Viewer:
    """A caseworker of the coordination unit."""
    return viewer(world.unit, "caseworker")


@pytest.fixture
def new_file(world: World) -> MakeFile:
    """An open file of the unit, of the coordinator unless said otherwise."""

    def make(**values: Any) -> AssistanceFile:
        with acting_as(world.coordinator) as by:
            who = values.pop("caseworker_id", by.account_id)
            file = make_file(by, make_person(by), **values)
            AssistanceFile.objects.filter(pk=file.pk).update(caseworker=who)
            file.caseworker_id = who
            return file

    return make
