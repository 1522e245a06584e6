import pytest

from punte.core.access.door import Permission
from punte.core.errors import Refused
from tests.support.worlds import World


def test_a_role_names_what_one_may(world: World) -> None:
    world.coordinator.require(Permission.TAKE_UP)
    with pytest.raises(Refused):
        world.officer.require(Permission.TAKE_UP)


def test_audiences_are_the_agency_the_person_and_the_desks(world: World) -> None:
    assert world.caseworker.audiences[0] == world.ngo.audience
    assert world.desk.audience in world.caseworker.audiences
    assert world.desk.audience not in world.other_caseworker.audiences
