"""Grants open a record to one audience, for some classes, until a moment, and not beyond."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction
from django.db.utils import ProgrammingError
from django.utils import timezone

from punte.core.access.door import DataClass, Purpose, end_grants, give_grant, grants_of
from punte.core.errors import Invalid, Refused
from punte.core.ids import new_id
from tests.core.access.guarded import (
    NOTES,
    RECORDS,
    add_note,
    add_record,
    let_pass,
    open_to,
    run,
    run_as_owner,
    sees,
)
from tests.support.database import as_role
from tests.support.ledger import entries
from tests.support.worlds import World

pytestmark = pytest.mark.usefixtures("tables")


def test_only_the_owner_sees_a_record_without_grants(world: World) -> None:
    add_record(world.unit.audience)
    assert sees(world.coordinator) == 1
    assert sees(world.second_coordinator) == 1
    assert sees(world.caseworker) == 0


def test_a_grant_opens_to_its_audience_alone(world: World) -> None:
    record = add_record(world.unit.audience)
    open_to(world.desk.audience, by=world.coordinator, record=record)
    assert sees(world.caseworker) == 1
    assert sees(world.other_caseworker) == 0
    assert sees(world.officer) == 0
    [entry] = entries("access.grant")
    assert entry.subject == record


def test_a_grant_opens_its_classes_alone(world: World) -> None:
    record = add_record(world.unit.audience)
    add_note(record, world.unit.audience)
    open_to(world.desk.audience, by=world.coordinator, record=record)
    assert (sees(world.caseworker, RECORDS), sees(world.caseworker, NOTES)) == (1, 0)
    classes = (DataClass.OPERATIONAL, DataClass.LEGAL)
    open_to(world.desk.audience, by=world.coordinator, record=record, classes=classes)
    assert (sees(world.caseworker, RECORDS), sees(world.caseworker, NOTES)) == (1, 1)


def test_a_role_without_the_class_sees_nothing_of_it(world: World) -> None:
    record = add_record(world.border.audience)
    add_note(record, world.border.audience)
    assert (sees(world.officer, RECORDS), sees(world.officer, NOTES)) == (1, 0)


def test_ended_grants_close_with_the_next_look(world: World) -> None:
    record, source = add_record(world.unit.audience), new_id()
    open_to(world.desk.audience, by=world.coordinator, record=record, source_id=source)
    other = open_to(world.other_desk.audience, by=world.coordinator, record=record)
    world.coordinator.bind()
    assert end_grants(by=world.coordinator, source_id=source, why="withdrawn") == 1
    assert end_grants(by=world.coordinator, source_id=source, why="withdrawn") == 0
    assert sees(world.caseworker) == 0
    assert sees(world.other_caseworker) == 1
    world.coordinator.bind()
    assert {g.pk: g.ended_at is None for g in grants_of(record)}[other.pk]


def test_a_stranger_ends_no_grant_and_the_receiver_does(world: World) -> None:
    record, source = add_record(world.unit.audience), new_id()
    open_to(world.desk.audience, by=world.coordinator, record=record, source_id=source)
    world.officer.bind()
    assert end_grants(by=world.officer, source_id=source, why="no") == 0
    assert sees(world.caseworker) == 1
    assert end_grants(by=world.caseworker, source_id=source, why="done") == 1
    assert sees(world.caseworker) == 0


def test_the_end_is_exact_without_a_sweeper(world: World) -> None:
    record = add_record(world.unit.audience)
    open_to(world.desk.audience, by=world.coordinator, record=record)
    let_pass(minutes=59)
    assert sees(world.caseworker) == 1
    let_pass(minutes=1, seconds=1)
    assert sees(world.caseworker) == 0
    assert sees(world.coordinator) == 1


def test_a_longer_grant_outlives_a_shorter_one(world: World) -> None:
    record = add_record(world.unit.audience)
    later = timezone.now() + timedelta(hours=5)
    open_to(world.desk.audience, by=world.coordinator, record=record)
    open_to(world.other_desk.audience, by=world.coordinator, record=record, ends_at=later)
    let_pass(hours=2)
    assert sees(world.caseworker) == 0
    assert sees(world.other_caseworker) == 1


def test_nobody_revives_their_own_ended_access(world: World) -> None:
    record = add_record(world.unit.audience)
    open_to(world.desk.audience, by=world.coordinator, record=record)
    let_pass(hours=2)
    world.caseworker.bind()
    run(
        "INSERT INTO access_grant (id, record, subject, owner, audience, classes, purpose, source,"
        " source_id, given_at, given_by, ends_at) VALUES (%s, %s, %s, %s, %s,"
        " '{operational}', 'service', 'test', %s, now(), %s, now() + interval '1 hour')",
        [
            new_id(),
            record,
            record,
            world.ngo.audience,
            world.desk.audience,
            new_id(),
            world.caseworker.account_id,
        ],
    )
    assert sees(world.caseworker) == 0


def test_a_grant_of_what_one_does_not_own_opens_nothing(world: World) -> None:
    record = add_record(world.unit.audience)
    open_to(world.ngo.audience, by=world.caseworker, record=record)
    assert sees(world.caseworker) == 0


def test_nobody_gives_in_the_name_of_another_agency(world: World) -> None:
    record = add_record(world.unit.audience)
    world.caseworker.bind()
    with pytest.raises(Refused):
        give_grant(
            by=world.caseworker,
            record=record,
            owner=world.unit.audience,
            audience=world.ngo.audience,
            classes=[DataClass.OPERATIONAL],
            purpose=Purpose.SERVICE,
            source="test",
            source_id=new_id(),
            ends_at=timezone.now() + timedelta(hours=1),
        )


def test_an_end_in_the_past_is_refused(world: World) -> None:
    record = add_record(world.unit.audience)
    with pytest.raises(Invalid):
        open_to(world.desk.audience, by=world.coordinator, record=record, ends_at=timezone.now())


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE access_grant SET ends_at = ends_at + interval '1 year'",
        "DELETE FROM access_grant",
        "UPDATE punte_guarded SET data_class = 'operational'",
        "SELECT punte_sweep_grants(10)",
        "SELECT punte_owner_of(gen_random_uuid())",
        f"DELETE FROM {RECORDS}",
        f"TRUNCATE {RECORDS}",
    ],
)
def test_the_web_role_may_not(world: World, statement: str) -> None:
    record = add_record(world.unit.audience)
    open_to(world.desk.audience, by=world.coordinator, record=record)
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        run(statement)


def test_a_stranger_changes_no_row_and_the_owner_does(world: World) -> None:
    record = add_record(world.unit.audience)
    open_to(world.desk.audience, by=world.coordinator, record=record)
    change = f"UPDATE {RECORDS} SET owner = %s RETURNING id"
    for stranger in (world.officer, world.caseworker):
        stranger.bind()
        assert run(change, [stranger.agency_audience]) == []
    world.coordinator.bind()
    assert len(run(change, [world.unit.audience])) == 1


def test_the_sweeper_ends_what_ran_out_and_keeps_the_rest(world: World) -> None:
    first, second = add_record(world.unit.audience), add_record(world.unit.audience)
    later = timezone.now() + timedelta(hours=5)
    open_to(world.desk.audience, by=world.coordinator, record=first)
    open_to(world.desk.audience, by=world.coordinator, record=second, ends_at=later)
    let_pass(hours=2)
    with as_role("punte_worker"):
        assert run("SELECT punte_sweep_grants(10)")[0][0] == 1
        assert run("SELECT punte_sweep_grants(10)")[0][0] == 0
    rows = dict(run_as_owner(f"SELECT id, audiences FROM {RECORDS}"))
    assert rows[first] == [world.unit.audience]
    assert sorted(rows[second]) == sorted([world.unit.audience, world.desk.audience])
