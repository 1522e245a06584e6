"""Opening a file: once for an agency and person, with what one may know."""

from __future__ import annotations

from uuid import uuid4

import pytest

from punte.core.access.door import acting_as
from punte.core.errors import Conflict, Invalid, NotHere, Refused
from punte.core.ledger.door import Entry
from punte.protection.assistance.actions.opening import open_file
from punte.protection.assistance.models import AssistanceFile
from punte.protection.persons.models import Person
from punte.protection.referral.models import Referral
from tests.protection.assistance.acts import assess_clock
from tests.support.persons import make_consent, make_sent
from tests.support.signs import client_of
from tests.support.worlds import World, viewer


def test_a_file_opens_with_a_clock_and_an_entry(
    world: World, person: Person, file: AssistanceFile
) -> None:
    with acting_as(world.coordinator) as by:
        clock = assess_clock(by, file)
        assert clock.responsible == by.account_audience
        assert Entry.objects.filter(action="assistance.open", subject=person.id).count() == 1
    assert (file.caseworker_id, file.plant) == (world.coordinator.account_id, person.plant)
    assert (file.age_band, file.sex, file.language) == ("adult", "female", "ro")


def test_opening_twice_leads_to_the_same(
    world: World, person: Person, file: AssistanceFile
) -> None:
    with acting_as(world.second_coordinator) as by:
        assert open_file(by=by, person=person.id, request_key=uuid4()).pk == file.pk
        assert open_file(by=by, person=person.id, request_key=file.request_key).pk == file.pk


def test_a_key_used_for_another_person_opens_nothing(
    world: World, person: Person, file: AssistanceFile
) -> None:
    from tests.support.persons import make_person

    with acting_as(world.coordinator) as by:
        other = make_person(by)
        with pytest.raises(Conflict):
            open_file(by=by, person=other.id, request_key=file.request_key)
        with pytest.raises(Invalid):
            open_file(by=by, request_key=uuid4())


def test_a_referral_opens_a_file_that_knows_what_was_shared(
    world: World, accepted: Referral, person: Person
) -> None:
    with acting_as(world.caseworker) as by:
        file = open_file(by=by, referral=accepted.id, request_key=uuid4())
        assert not Person.objects.exists()
        assert (file.age_band, file.sex, file.language) == ("adult", "female", "ro")
        assert file.referral_id == accepted.id
        assert open_file(by=by, referral=accepted.id, request_key=uuid4()).pk == file.pk
    with acting_as(world.coordinator):
        assert not AssistanceFile.objects.exists()


def test_what_was_not_shared_is_not_known(world: World, person: Person) -> None:
    from punte.protection.referral.actions.move import mark_seen, move_referral

    with acting_as(world.coordinator) as by:
        make_consent(by, person, world.ngo)
        sent = make_sent(by, person, world.desk, fields=["age_band"])
    with acting_as(world.caseworker) as by:
        mark_seen(by=by, referral=Referral.objects.get(pk=sent.pk))
        with pytest.raises(Conflict):
            open_file(by=by, referral=sent.id, request_key=uuid4())
        move_referral(by=by, referral=sent.id, move="accept", request_key=uuid4())
        file = open_file(by=by, referral=sent.id, request_key=uuid4())
    assert (file.age_band, file.sex, file.language) == ("adult", "unknown", "")


def test_nobody_opens_a_file_for_whom_they_do_not_help(
    world: World, person: Person, accepted: Referral
) -> None:
    for by in (world.caseworker, world.foreign_coordinator):
        with acting_as(by), pytest.raises(NotHere):
            open_file(by=by, person=person.id, request_key=uuid4())
    for by in (world.other_caseworker, world.foreign_coordinator):
        with acting_as(by), pytest.raises(NotHere):
            open_file(by=by, referral=accepted.id, request_key=uuid4())
    with acting_as(world.coordinator) as by, pytest.raises(Refused):
        open_file(by=by, referral=accepted.id, request_key=uuid4())
    analyst = viewer(world.unit, "analyst")
    with acting_as(analyst), pytest.raises(Refused):
        open_file(by=analyst, person=person.id, request_key=uuid4())


def test_the_pages_lead_to_the_file_and_back(
    world: World, person: Person, accepted: Referral
) -> None:
    unit, ngo = client_of(world.coordinator), client_of(world.caseworker)
    assert "Open assistance file" in unit.get(f"/persons/{person.id}/").content.decode()
    opened = unit.post(f"/persons/{person.id}/file/", {"once": str(uuid4())})
    assert opened.status_code == 302
    assert f"/persons/{person.id}/" in unit.get(opened["Location"]).content.decode()
    assert opened["Location"] in unit.get(f"/persons/{person.id}/").content.decode()
    assert "Open assistance file" in ngo.get(f"/referrals/{accepted.id}/").content.decode()
    got = ngo.post(f"/referrals/{accepted.id}/file/", {"once": str(uuid4())})
    assert got["Location"] != opened["Location"]
    page = ngo.get(got["Location"]).content.decode()
    assert f"/referrals/{accepted.id}/" in page
    assert f"/persons/{person.id}/" not in page
    assert ngo.get(opened["Location"]).status_code == 404
