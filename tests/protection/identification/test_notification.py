"""Notifying and taking up, as both sides, with the policies on."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import connection

from punte.core.access.door import Viewer, acting_as
from punte.core.agencies.door import Agency
from punte.core.deadlines.door import Clock
from punte.core.errors import Conflict, Invalid, NotHere, Refused
from punte.core.ledger.door import Entry
from punte.core.notices.door import my_notices
from punte.core.vault.door import find_subjects, has_identity, reveal_own
from punte.protection.identification.actions.notification import notify, take_up
from punte.protection.identification.models import Notification
from punte.protection.identification.queries.notification import (
    Wanted,
    default_unit,
    inbox,
    narrowed,
    open_notification,
    outbox,
    waiting_counts,
)
from punte.protection.persons import pseudonyms
from punte.protection.persons.models import Person
from tests.support.signs import make_sign, send_sign, take
from tests.support.worlds import AgencyFactory, World, viewer


def test_both_sides_see_it_and_nobody_else(world: World) -> None:
    assert world.coordinator
    assert world.foreign_coordinator
    row = send_sign(world.officer, world.unit)
    for by in (world.officer, world.coordinator):
        with acting_as(by):
            assert Notification.objects.get(pk=row.pk).state == Notification.State.SENT
            assert Person.objects.get(pk=row.person_id).jurisdiction == "MD"
    for by in (world.foreign_coordinator, world.caseworker, world.overseer):
        with acting_as(by):
            assert not Notification.objects.filter(pk=row.pk).exists()
            assert not Person.objects.filter(pk=row.person_id).exists()


def test_identity_goes_sealed_to_the_unit(world: World) -> None:
    row = send_sign(world.officer, world.unit)
    with acting_as(world.coordinator) as by:
        assert has_identity(by, row.person_id)
        values = reveal_own(by=by, subject=row.person_id, kinds=["given_name"])
        assert values == {}, "only what one wrote oneself"
    with acting_as(world.officer) as by:
        values = reveal_own(by=by, subject=row.person_id, kinds=["given_name"])
        assert list(values.values()) == [["Inventata"]]


@pytest.mark.parametrize("naming", ["declined", "not_known"])
def test_without_a_name_none_is_kept(world: World, naming: str) -> None:
    row = send_sign(world.officer, world.unit, name_place=naming, identity={})
    with acting_as(world.coordinator) as by:
        assert not has_identity(by, row.person_id)
    with acting_as(world.officer) as by, pytest.raises(Invalid, match="no name may be given"):
        notify(by=by, sign=make_sign(world.unit, name_place=naming), request_key=uuid4())


@pytest.mark.parametrize("age", ["child", "unknown"])
def test_only_an_adult_may_decline(world: World, age: str) -> None:
    sign = make_sign(world.unit, name_place="declined", age_band=age, identity={})
    with acting_as(world.officer) as by, pytest.raises(Invalid, match="Only an adult"):
        notify(by=by, sign=sign, request_key=uuid4())


def test_from_abroad_names_the_country(world: World) -> None:
    with acting_as(world.officer) as by, pytest.raises(Invalid, match="which country"):
        notify(by=by, sign=make_sign(world.unit, channel="abroad"), request_key=uuid4())
    row = send_sign(world.officer, world.other_unit, channel="abroad", from_country="IT")
    with acting_as(world.foreign_coordinator) as by:
        assert Person.objects.get(pk=row.person_id).jurisdiction == "RO"
        assert narrowed(inbox(by), Wanted(country="IT")).count() == 1
        assert narrowed(inbox(by), Wanted(country="ES")).count() == 0


@pytest.mark.parametrize(
    "wrong",
    [
        {"from_country": "QQ", "channel": "abroad"},
        {"nationality": "??"},
        {"note": "x" * 4001},
        {"identity": {}},
        {"identity": {"given_name": "a\x00b"}},
        {"identity": {"shoe_size": "44"}},
    ],
)
def test_what_contradicts_itself_is_refused_whole(world: World, wrong: dict[str, object]) -> None:
    sign = make_sign(world.unit, **wrong)
    with acting_as(world.officer) as by, pytest.raises(Invalid):
        notify(by=by, sign=sign, request_key=uuid4())
    with acting_as(world.coordinator):
        assert not Person.objects.exists()


def test_only_a_working_coordination_unit_receives(world: World) -> None:
    closed = AgencyFactory(jurisdiction=world.md, kind="coordination", active=False)
    for agency in (world.ngo, closed):
        with acting_as(world.officer) as by, pytest.raises(Invalid, match="coordination unit"):
            notify(by=by, sign=make_sign(agency), request_key=uuid4())


def test_who_may_notify_and_who_may_not(world: World) -> None:
    for by in (world.officer, world.caseworker, world.coordinator):
        assert send_sign(by, world.unit).from_agency_id == by.agency_id
    for role in ("analyst", "manager", "oversight"):
        by = viewer(world.border, role)
        with acting_as(by), pytest.raises(Refused):
            notify(by=by, sign=make_sign(world.unit), request_key=uuid4())


def test_the_same_key_twice_notifies_once(world: World) -> None:
    key = uuid4()
    with acting_as(world.officer) as by:
        first = notify(by=by, sign=make_sign(world.unit), request_key=key)
        again = notify(by=by, sign=make_sign(world.unit), request_key=key)
    assert first.pk == again.pk
    with acting_as(world.coordinator):
        assert Person.objects.count() == 1
        assert Clock.objects.filter(about_id=first.pk).count() == 1


def test_a_key_of_another_opens_nothing(world: World) -> None:
    key = uuid4()
    with acting_as(world.officer) as by:
        notify(by=by, sign=make_sign(world.unit), request_key=key)
    for by in (world.caseworker, viewer(world.border, "officer")):
        with acting_as(by), pytest.raises(Conflict):
            notify(by=by, sign=make_sign(world.unit), request_key=key)


@pytest.mark.parametrize(
    ("values", "measure"),
    [
        ({}, "notification.take_up"),
        ({"urgent": True}, "notification.take_up_child"),
        ({"age_band": "child"}, "notification.take_up_child"),
        ({"age_band": "unknown"}, "notification.take_up_child"),
    ],
)
def test_a_clock_runs_until_it_is_taken_up(
    world: World, values: dict[str, object], measure: str
) -> None:
    row = send_sign(world.officer, world.unit, **values)
    with acting_as(world.coordinator) as by:
        clock = Clock.objects.get(about_id=row.pk)
        assert (clock.measure, clock.responsible) == (measure, by.agency_audience)
        take_up(by=by, notification=row.pk)
        clock.refresh_from_db()
        assert clock.met_at


def test_the_unit_is_told_and_then_the_sender(world: World) -> None:
    assert world.coordinator
    assert world.supervisor
    row = send_sign(world.officer, world.unit, urgent=True)
    with acting_as(world.coordinator) as by:
        notice = my_notices(by).get()
        assert (notice.kind, notice.urgent) == ("notification_arrived", True)
        take_up(by=by, notification=row.pk)
    with acting_as(world.supervisor) as by:
        assert not my_notices(by).filter(kind="notification_arrived").exists()
    with acting_as(world.officer) as by:
        assert my_notices(by).get().kind == "notification_taken_up"


def test_taking_up_shuts_the_sender_out_of_the_person(world: World) -> None:
    row = send_sign(world.officer, world.unit)
    taken = take(world.coordinator, row)
    assert taken.taken_up_by_id == world.coordinator.account_id
    with acting_as(world.coordinator):
        person = Person.objects.get(pk=row.person_id)
        assert person.caseworker_id == world.coordinator.account_id
        assert person.audiences == [world.coordinator.agency_audience]
    with acting_as(world.officer) as by:
        opened = open_notification(by, row.pk)
        assert opened.row.state == Notification.State.TAKEN_UP
        assert opened.person is None
        assert not opened.may_screen
        assert not has_identity(by, row.person_id)


def test_a_child_not_screened_yet_gets_a_clock_for_it(world: World) -> None:
    child = send_sign(world.officer, world.unit, age_band="child")
    adult = send_sign(world.officer, world.unit)
    take(world.coordinator, child)
    take(world.coordinator, adult)
    with acting_as(world.coordinator):
        running = Clock.objects.filter(measure="screening.child", met_at=None)
        assert [clock.about_id for clock in running] == [child.person_id]


def test_taking_up_again(world: World) -> None:
    row = send_sign(world.officer, world.unit)
    take(world.coordinator, row)
    assert take(world.coordinator, row).taken_up_by_id == world.coordinator.account_id
    name = world.coordinator.display_name
    with acting_as(world.second_coordinator) as by, pytest.raises(Conflict, match=name):
        take_up(by=by, notification=row.pk)


def test_who_may_take_up_and_who_may_not(world: World) -> None:
    row = send_sign(world.officer, world.unit)
    with acting_as(world.officer) as by, pytest.raises(Refused):
        take_up(by=by, notification=row.pk)
    with acting_as(world.foreign_coordinator) as by, pytest.raises(NotHere):
        take_up(by=by, notification=row.pk)
    own = viewer(world.border, "coordinator")
    with acting_as(own) as by, pytest.raises(Refused, match="another unit"):
        take_up(by=by, notification=row.pk)
    with acting_as(world.coordinator) as by, pytest.raises(NotHere):
        take_up(by=by, notification=uuid4())


def test_lists_hold_what_is_theirs(world: World) -> None:
    old = send_sign(world.officer, world.unit)
    new = send_sign(world.officer, world.unit, urgent=True)
    take(world.coordinator, old)
    third = send_sign(world.caseworker, world.unit)
    with acting_as(world.coordinator) as by:
        assert [row.pk for row in inbox(by)] == [third.pk, new.pk, old.pk]
        found = waiting_counts(by)
        assert (found.waiting, found.urgent) == (2, 1)
        assert [row.pk for row in narrowed(inbox(by), Wanted(urgent=True))] == [new.pk]
        assert [row.pk for row in narrowed(inbox(by), Wanted(state="taken_up"))] == [old.pk]
        code = pseudonyms.pseudonym(new.plant, new.number)
        assert new in narrowed(inbox(by), Wanted(code=code))
        assert not narrowed(inbox(by), Wanted(code="Somebody's name")).exists()
        assert not outbox(by).exists()
    with acting_as(world.officer) as by:
        assert {row.pk for row in outbox(by)} == {old.pk, new.pk}
        assert not inbox(by).exists()


def test_no_identity_in_the_ledger(world: World) -> None:
    note, place = "noteword", "placeword"
    row = send_sign(world.officer, world.unit, note=note, place=place)
    take(world.coordinator, row)
    with acting_as(world.coordinator) as by:
        open_notification(by, row.pk)
    with acting_as(world.overseer):
        entries = list(Entry.objects.filter(subject=row.person_id))
    actions_seen = {entry.action for entry in entries}
    assert {"notification.send", "notification.take_up", "person.read"} <= actions_seen
    text = " ".join(str(entry.detail) for entry in entries).casefold()
    for word in ("inventata", "exemplescu", note, place):
        assert word not in text


def test_a_name_is_found_again_by_the_unit(world: World) -> None:
    row = send_sign(world.officer, world.unit)
    with acting_as(world.coordinator) as by:
        assert row.person_id in find_subjects(by, "Exemplescu")


def test_the_default_unit_is_the_one_of_the_district(world: World) -> None:
    Agency.objects.filter(pk=world.border.pk).update(district="Ungheni")
    near = AgencyFactory(jurisdiction=world.md, kind="coordination", district="Ungheni")
    far = AgencyFactory(jurisdiction=world.md, kind="coordination", district="Cahul")
    assert world.unit.district == ""
    assert default_unit(world.officer) == near
    assert default_unit(world.officer, "Cahul") == far
    assert default_unit(world.caseworker) is None


def test_a_taken_pseudonym_is_drawn_anew(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pseudonyms, "draw", lambda: (3, 17))
    rows = [send_sign(world.officer, world.unit) for _ in range(3)]
    numbers = [row.number for row in rows]
    assert numbers[0] == 17
    assert len(set(numbers)) == 3
    assert {row.plant for row in rows} == {3}


def test_a_stranger_writes_no_notification_past_the_actions(world: World) -> None:
    row = send_sign(world.officer, world.unit)
    stranger: Viewer = world.foreign_coordinator
    with acting_as(stranger), connection.cursor() as cursor:
        cursor.execute("UPDATE protection_notification SET state = 'x' WHERE id = %s", [row.pk])
        assert cursor.rowcount == 0
