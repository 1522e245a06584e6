from __future__ import annotations

import pytest

from punte.core.access.door import acting_as
from punte.protection.persons.models import Person
from tests.support.alike import SHE, named
from tests.support.worlds import World


@pytest.fixture
def pair(world: World) -> tuple[Person, Person]:
    with acting_as(world.coordinator) as by:
        return named(by, SHE), named(by, {**SHE, "document": "A 123"})
