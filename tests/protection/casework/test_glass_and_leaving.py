"""Breaking the glass over HTTP, and what a leaver hands over."""

from __future__ import annotations

import time

import pytest
from django.test import Client
from django.urls import reverse

from punte.core.access.door import BrokenGlass, acting_as
from punte.core.agencies.door import Handing
from punte.core.notices.door import my_notices
from punte.protection.persons.actions.edit import count_cases, hand_over_cases
from punte.protection.persons.models import Person
from tests.support.persons import make_person
from tests.support.signs import client_of
from tests.support.worlds import World, viewer


def at(name: str, *args: object) -> str:
    return reverse(f"protection:{name}", args=args)


@pytest.fixture
def person(world: World) -> Person:
    with acting_as(world.coordinator) as by:
        return make_person(by)


def just_signed_in(client: Client) -> Client:
    """As if the password had been typed a moment ago."""
    session = client.session
    session["account_authentication_methods_user"] = session["_auth_user_id"]
    session["account_authentication_methods"] = [{"method": "password", "at": time.time()}]
    session.save()
    return client


def test_breaking_the_glass_asks_who_one_is(world: World, person: Person) -> None:
    answer = client_of(world.foreign_coordinator).get(at("break_glass"))
    assert answer.status_code == 302
    assert "reauthenticate" in answer.headers["Location"]


def test_breaking_the_glass_opens_one_file_and_tells(world: World, person: Person) -> None:
    client = just_signed_in(client_of(world.foreign_coordinator))
    values = {"code": str(person), "reason": "She is at our gate and in danger.", "sure": "on"}
    answer = client.post(at("break_glass"), values)
    assert answer.headers["Location"] == at("person", person.id)
    assert client.get(at("person", person.id)).status_code == 200
    with acting_as(world.foreign_coordinator):
        assert Person.objects.count() == 1
    officer = client_of(world.officer)
    assert officer.post(at("break_glass"), values).status_code == 403
    unknown = {**values, "code": "Willow-99999"}
    assert client.post(at("break_glass"), unknown).status_code == 404


def test_a_leavers_cases_go_to_the_heir(world: World, person: Person) -> None:
    with acting_as(world.coordinator):
        Person.objects.filter(pk=person.pk).update(caseworker=world.coordinator.account_id)
    manager = viewer(world.unit, "manager")
    handing = Handing(
        by=manager,
        agency_id=world.unit.pk,
        leaver=world.coordinator.account_id,
        heir=world.second_coordinator.account_id,
    )
    with acting_as(manager):
        assert count_cases(handing) == 1
        assert hand_over_cases(handing) == 1
    with acting_as(world.coordinator):
        assert Person.objects.get().caseworker_id == world.second_coordinator.account_id
    stranger = viewer(world.other_unit, "manager")
    with acting_as(stranger):
        assert hand_over_cases(Handing(by=stranger, agency_id=world.unit.pk, leaver=1, heir=2)) == 0


def test_glass_broken_from_abroad_is_told_to_both_oversights(world: World, person: Person) -> None:
    overseers = [world.overseer, viewer(world.other_unit, "oversight")]
    client = just_signed_in(client_of(world.foreign_coordinator))
    reason = "She is at our gate and in danger."
    client.post(at("break_glass"), {"code": str(person), "reason": reason, "sure": "on"})
    for overseer in overseers:
        with acting_as(overseer) as by:
            assert BrokenGlass.objects.get().record == person.id
            notice = my_notices(by).get()
            assert notice.kind == "glass_broken"
            assert notice.url.startswith("/oversight/glass/")
