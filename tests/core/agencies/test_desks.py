"""Agencies and desks: who may open, change and close them."""

from __future__ import annotations

import pytest

from punte.core.access.door import Viewer, acting_as
from punte.core.agencies import actions
from punte.core.errors import Invalid, NotHere, Refused
from tests.support.ledger import entries
from tests.support.worlds import World


def test_an_administrator_registers_an_agency_in_the_own_country(
    world: World, administrator: Viewer
) -> None:
    with acting_as(administrator):
        agency = actions.open_agency(by=administrator, kind="ngo", name="House of Samples")
    [entry] = entries("agency.open")
    assert agency.jurisdiction_id == administrator.jurisdiction
    assert agency.audience > 0
    assert entry.detail == {"agency": agency.pk}


def test_a_manager_registers_none(manager: Viewer) -> None:
    with acting_as(manager), pytest.raises(Refused):
        actions.open_agency(by=manager, kind="ngo", name="House of Samples")


def test_a_name_stands_once_in_a_country(world: World, administrator: Viewer) -> None:
    with acting_as(administrator), pytest.raises(Invalid):
        actions.open_agency(by=administrator, kind="ngo", name=world.ngo.name)


def test_a_manager_changes_the_own_agency_and_no_other(world: World, manager: Viewer) -> None:
    with acting_as(manager):
        actions.edit_agency(by=manager, agency_id=world.ngo.pk, name="Renamed", place="Town")
    world.ngo.refresh_from_db()
    assert (world.ngo.name, world.ngo.place) == ("Renamed", "Town")
    with acting_as(manager), pytest.raises(NotHere):
        actions.edit_agency(by=manager, agency_id=world.unit.pk, name="Taken")


def test_a_desk_is_opened_changed_closed_and_opened_again(world: World, manager: Viewer) -> None:
    with acting_as(manager):
        desk = actions.open_desk(
            by=manager, agency_id=world.ngo.pk, name="Night desk", services=["housing"]
        )
        actions.edit_desk(
            by=manager,
            desk_id=desk.pk,
            name="Day desk",
            services=["housing", "legal"],
            districts=["North"],
            languages=["ro"],
        )
        actions.close_desk(by=manager, desk_id=desk.pk)
        actions.close_desk(by=manager, desk_id=desk.pk)
        desk.refresh_from_db()
        assert (desk.name, desk.open, desk.districts) == ("Day desk", False, ["North"])
        actions.reopen_desk(by=manager, desk_id=desk.pk)
    assert len(entries("desk.open")) == 2
    assert len(entries("desk.edit")) == len(entries("desk.close")) == 1
    desk.refresh_from_db()
    assert desk.open


def test_a_desk_needs_a_service_and_a_name_of_its_own(world: World, manager: Viewer) -> None:
    with acting_as(manager), pytest.raises(Invalid):
        actions.open_desk(by=manager, agency_id=world.ngo.pk, name="Empty", services=[])
    with acting_as(manager), pytest.raises(Invalid):
        actions.open_desk(
            by=manager, agency_id=world.ngo.pk, name=world.desk.name, services=["legal"]
        )


def test_nobody_turns_the_desk_of_another_agency(
    world: World, manager: Viewer, foreign_administrator: Viewer
) -> None:
    with acting_as(foreign_administrator), pytest.raises(NotHere):
        actions.close_desk(by=foreign_administrator, desk_id=world.desk.pk)
    with acting_as(world.caseworker), pytest.raises(Refused):
        actions.close_desk(by=world.caseworker, desk_id=world.desk.pk)
    world.desk.refresh_from_db()
    assert world.desk.open
