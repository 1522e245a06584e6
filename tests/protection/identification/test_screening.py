"""Screening: who may, what is kept, and that it decides nothing."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from punte.algorithms.indicators import load_instrument
from punte.core.access.door import Viewer, acting_as
from punte.core.deadlines.door import Clock
from punte.core.errors import Conflict, Invalid, NotHere, Refused
from punte.core.ledger.door import Entry
from punte.protection.identification.actions.screening import Answers, record_screening
from punte.protection.identification.models import Screening
from punte.protection.identification.queries.screening import screenings_of, with_changes
from punte.protection.identification.views.screening_result import result_page
from punte.protection.persons.models import Person
from tests.support.persons import make_person
from tests.support.signs import all_answers, send_sign, take
from tests.support.worlds import World, viewer

TRAFFICKED = {
    "AL_DR_01": "yes", "AL_DR_02": "yes", "AL_DR_03": "yes",
    "AL_EX_01": "yes", "AL_EX_02": "yes", "AL_EX_03": "yes",
    "AL_CD_01": "yes", "AL_CD_02": "yes", "AL_CD_03": "yes", "AL_CD_04": "yes",
}  # fmt: skip


def screen(by: Viewer, person: Person, answers: Answers) -> Screening:
    with acting_as(by):
        return record_screening(by=by, person=person.pk, answers=answers, request_key=uuid4())


@pytest.fixture
def person(world: World) -> Person:
    with acting_as(world.coordinator) as by:
        return make_person(by)


def reread(world: World, person: Person) -> Person:
    with acting_as(world.coordinator):
        return Person.objects.get(pk=person.pk)


def test_the_unit_keeps_answers_advice_and_milestone(world: World, person: Person) -> None:
    answers = replace(
        all_answers("labour", "adult", AL_DR_01="yes"),
        risk_factors=["refugee", "poor_rural"],
        acts=["transportation"],
        note="  At the bus station.  ",
    )
    row = screen(world.coordinator, person, answers)
    assert row.version == load_instrument("adult", "labour").version
    assert row.answers["items"]["AL-DR-01"] == "yes"
    assert row.answers["acts"] == ["transportation"]
    assert row.note == "At the bus station."
    kept = reread(world, person)
    assert kept.risk_factors == ["poor_rural", "refugee"]
    assert kept.screened_at == row.at


def test_no_result_sets_a_status(world: World, person: Person) -> None:
    row = screen(world.coordinator, person, all_answers("labour", "adult", **TRAFFICKED))
    assert row.advice["finding"] == "trafficking_indicated"
    kept = reread(world, person)
    assert (kept.status, kept.identified_at) == ("none", None)
    with acting_as(world.coordinator):
        assert not kept.decisions.exists()
        assert not kept.proposals.exists()


def test_silence_is_never_a_no(world: World, person: Person) -> None:
    items = dict.fromkeys(all_answers("labour", "adult").items, "not_asked")
    row = screen(world.coordinator, person, Answers(instrument="labour", items=items))
    assert row.advice["finding"] == "manual_review"
    outcomes = {part["outcome"] for part in row.advice["dimensions"]}
    assert outcomes == {"cannot_tell"}


def test_an_unrated_yes_is_named_and_needs_a_person(world: World, person: Person) -> None:
    unrated = next(
        item.id for item in load_instrument("adult", "sexual").items if item.strength is None
    )
    answers = all_answers("sexual", "adult", **{unrated.replace("-", "_"): "yes"})
    row = screen(world.coordinator, person, answers)
    named = [item for part in row.advice["dimensions"] for item in part["unrated"]]
    assert named == [unrated]
    with acting_as(world.coordinator):
        page = result_page(Screening.objects.select_related("person").get(pk=row.pk))
    shown = [text for part in page["dimensions"] for text in part["unrated"]]
    assert len(shown) == 1
    assert shown[0] != unrated


@pytest.mark.parametrize(
    ("age", "path"), [("adult", "adult"), ("child", "child"), ("unknown", "child")]
)
def test_unknown_age_follows_the_child_path(world: World, age: str, path: str) -> None:
    with acting_as(world.coordinator) as by:
        whom = make_person(by, age_band=age)
    row = screen(world.coordinator, whom, all_answers("labour", age))
    assert (row.path, row.version) == (path, f"delphi-{path}-labour-v1")
    wrong = all_answers("labour", "adult" if path == "child" else "child")
    with acting_as(world.coordinator) as by, pytest.raises(Invalid, match="only whole"):
        record_screening(by=by, person=whom.pk, answers=wrong, request_key=uuid4())


def test_kept_only_whole(world: World, person: Person) -> None:
    whole = all_answers("border", "adult")
    partly = dict(list(whole.items.items())[:-1])
    strange = {**whole.items, "BO-01": "perhaps"}
    extra = {**whole.items, "BO-99": "no"}
    for items in ({}, partly, strange, extra):
        with acting_as(world.coordinator) as by, pytest.raises(Invalid):
            record_screening(
                by=by,
                person=person.pk,
                answers=Answers(instrument="border", items=items),
                request_key=uuid4(),
            )
    for wrong in ({"acts": ["flying"]}, {"risk_factors": ["rich"]}, {"note": "x" * 4001}):
        with acting_as(world.coordinator) as by, pytest.raises(Invalid):
            record_screening(
                by=by, person=person.pk, answers=replace(whole, **wrong), request_key=uuid4()
            )
    with acting_as(world.coordinator):
        assert not Screening.objects.exists()


def test_the_same_key_twice_is_kept_once(world: World, person: Person) -> None:
    key, answers = uuid4(), all_answers("border", "adult")
    with acting_as(world.coordinator) as by:
        other = make_person(by)
        first = record_screening(by=by, person=person.pk, answers=answers, request_key=key)
        again = record_screening(by=by, person=person.pk, answers=answers, request_key=key)
        assert first.pk == again.pk
        with pytest.raises(Conflict):
            record_screening(by=by, person=other.pk, answers=answers, request_key=key)


def test_the_sender_screens_until_it_is_taken_up(world: World) -> None:
    sent = send_sign(world.officer, world.unit)
    answers = replace(all_answers("border", "adult", BO_01="yes"), risk_factors=["refugee"])
    with acting_as(world.officer):
        whom = Person.objects.get(pk=sent.person_id)
    row = screen(world.officer, whom, answers)
    with acting_as(world.officer):
        kept = Person.objects.get(pk=whom.pk)
        assert (kept.screened_at, kept.risk_factors) == (None, []), "the unit's to write"
    take(world.coordinator, sent)
    kept = reread(world, whom)
    assert (kept.screened_at, kept.risk_factors) == (row.at, ["refugee"])
    with acting_as(world.officer) as by:
        assert not Screening.objects.exists()
        with pytest.raises(NotHere):
            record_screening(by=by, person=whom.pk, answers=answers, request_key=uuid4())


def test_who_may_screen_and_who_may_not(world: World, person: Person) -> None:
    answers = all_answers("border", "adult")
    for role in ("coordinator", "supervisor", "caseworker"):
        screen(viewer(world.unit, role), person, answers)
    for by in (viewer(world.unit, "health_worker"), viewer(world.unit, "analyst")):
        with acting_as(by), pytest.raises(Refused):
            record_screening(by=by, person=person.pk, answers=answers, request_key=uuid4())
    for by in (world.foreign_coordinator, world.officer):
        with acting_as(by), pytest.raises(NotHere):
            record_screening(by=by, person=person.pk, answers=answers, request_key=uuid4())


def test_a_kept_screening_never_changes(world: World, person: Person) -> None:
    row = screen(world.coordinator, person, all_answers("border", "adult"))
    for statement in (
        "UPDATE protection_screening SET note = 'x' WHERE id = %s",
        "DELETE FROM protection_screening WHERE id = %s",
    ):
        with (
            acting_as(world.coordinator),
            connection.cursor() as cursor,
            pytest.raises(DatabaseError),
            transaction.atomic(),
        ):
            cursor.execute(statement, [row.pk])


def test_the_childs_clock_is_met(world: World) -> None:
    sent = send_sign(world.officer, world.unit, age_band="unknown")
    take(world.coordinator, sent)
    with acting_as(world.coordinator):
        whom = Person.objects.get(pk=sent.person_id)
    screen(world.coordinator, whom, all_answers("border", "unknown"))
    with acting_as(world.coordinator):
        assert Clock.objects.get(measure="screening.child", about_id=whom.pk).met_at


def test_what_changed_is_said(world: World, person: Person) -> None:
    screen(world.coordinator, person, all_answers("labour", "adult"))
    screen(world.coordinator, person, all_answers("border", "adult"))
    screen(world.coordinator, person, all_answers("labour", "adult", **TRAFFICKED))
    with acting_as(world.coordinator) as by:
        rows = with_changes(screenings_of(by, person.pk)[1])
    newest, border, first = (change for _, change in rows)
    assert newest is not None
    assert newest.answers == len(TRAFFICKED)
    assert "exploitation" in newest.dimensions
    assert newest.finding
    assert border is None
    assert first is None


def test_reading_and_keeping_are_entries_without_answers(world: World, person: Person) -> None:
    answers = replace(all_answers("border", "adult"), note="secretword")
    screen(world.coordinator, person, answers)
    with acting_as(world.coordinator) as by:
        screenings_of(by, person.pk)
    with acting_as(world.overseer):
        entries = list(Entry.objects.filter(subject=person.pk))
    assert {entry.action for entry in entries} == {"screening.record", "person.read"}
    assert "secretword" not in str([entry.detail for entry in entries])
