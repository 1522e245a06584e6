"""Notes: sealed, classed, never changed, corrected by a new row."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from punte.core.access.door import DataClass, Viewer, acting_as
from punte.core.errors import Conflict, Invalid, NotHere, Refused
from punte.core.vault.door import ask_erasure, confirm_erasure, keep_identity
from punte.protection.assistance.models import AssistanceFile
from punte.protection.delivery.actions.notes import correct_note
from punte.protection.delivery.models import Note
from punte.protection.delivery.queries.notes import notes_of, unsealed, versions_of
from tests.core.vault.support import SAMPLE
from tests.protection.delivery.support import counted, noted
from tests.support.files import make_file
from tests.support.persons import make_person
from tests.support.worlds import AgencyFactory, World, viewer


def texts(by: Viewer, file: AssistanceFile, data_class: str = "") -> list[str]:
    with acting_as(by):
        return [read.text for read in unsealed(list(notes_of(by, file, data_class)))]


def test_a_note_comes_back_and_stands_nowhere_in_plain(world: World, file: AssistanceFile) -> None:
    noted(world.caseworker, file, "Пише листи додому щотижня.")
    assert texts(world.other_caseworker, file) == ["Пише листи додому щотижня."]
    with acting_as(world.caseworker), connection.cursor() as cursor:
        cursor.execute("SELECT sealed FROM protection_note")
        assert "листи".encode() not in bytes(cursor.fetchone()[0])


def test_classes_are_seen_by_roles_that_hold_them(
    world: World, file: AssistanceFile, nurse: Viewer
) -> None:
    noted(nurse, file, "Fever.", data_class=DataClass.MEDICAL)
    noted(world.caseworker, file, "Hearing.", data_class=DataClass.LEGAL)
    noted(world.caseworker, file, "Slept.")
    assert texts(nurse, file) == ["Slept.", "Fever."]
    assert texts(world.caseworker, file) == ["Slept.", "Hearing."]
    assert texts(world.caseworker, file, "legal") == ["Hearing."]
    assert texts(world.caseworker, file, "medical") == []
    assert (counted(nurse, "protection_note"), counted(world.caseworker, "protection_note")) == (
        2,
        2,
    )
    with pytest.raises(Refused):
        noted(world.caseworker, file, data_class=DataClass.MEDICAL)


def test_the_database_takes_no_note_of_a_class_one_does_not_hold(
    world: World, file: AssistanceFile, nurse: Viewer
) -> None:
    row = noted(nurse, file, data_class=DataClass.MEDICAL)
    row.pk, row.request_key = uuid4(), uuid4()
    with (
        acting_as(world.caseworker),
        pytest.raises(DatabaseError, match="row-level security"),
        transaction.atomic(),
    ):
        row.save(force_insert=True)


def test_a_correction_is_a_new_row_over_the_old(world: World, file: AssistanceFile) -> None:
    first = noted(world.caseworker, file, "Two brothers.", data_class=DataClass.LEGAL)
    with acting_as(world.other_caseworker) as by:
        second = correct_note(by=by, note=first.id, text="Three.", request_key=uuid4())
        assert (second.corrects_id, second.held_class) == (first.id, "legal")
        with pytest.raises(Conflict):
            correct_note(by=by, note=first.id, text="Four.", request_key=uuid4())
        third = correct_note(by=by, note=second.id, text="Four.", request_key=uuid4())
        chain = unsealed(versions_of(by, third))
    assert [read.text for read in chain] == ["Four.", "Three.", "Two brothers."]
    assert texts(world.caseworker, file) == ["Four."]


def test_a_correction_sent_twice_is_one(world: World, file: AssistanceFile) -> None:
    first, key = noted(world.caseworker, file), uuid4()
    with acting_as(world.caseworker) as by:
        one = correct_note(by=by, note=first.id, text="Badly.", request_key=key)
        assert correct_note(by=by, note=first.id, text="Badly.", request_key=key) == one


def test_the_database_keeps_one_correction_of_a_note(world: World, file: AssistanceFile) -> None:
    """Should two ever pass the lock at once."""
    first = noted(world.caseworker, file)
    with acting_as(world.caseworker) as by:
        second = correct_note(by=by, note=first.id, text="Badly.", request_key=uuid4())
        second.pk, second.request_key = uuid4(), uuid4()
        with pytest.raises(IntegrityError), transaction.atomic():
            second.save(force_insert=True)


@pytest.mark.parametrize(
    "statement", ["UPDATE protection_note SET sealed = ''", "DELETE FROM protection_note"]
)
def test_nothing_is_rewritten(world: World, file: AssistanceFile, statement: str) -> None:
    noted(world.caseworker, file)
    with (
        acting_as(world.caseworker),
        pytest.raises(DatabaseError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


@pytest.mark.parametrize("text", ["", "  \n ", "a\x00b", "x" * 8001])
def test_what_is_no_note_is_refused(world: World, file: AssistanceFile, text: str) -> None:
    with pytest.raises(Invalid):
        noted(world.caseworker, file, text)


def test_another_agency_reads_and_corrects_nothing(world: World, file: AssistanceFile) -> None:
    row = noted(world.caseworker, file)
    for by in (world.coordinator, world.foreign_coordinator):
        with acting_as(by), pytest.raises(NotHere):
            correct_note(by=by, note=row.id, text="x", request_key=uuid4())
        assert counted(by, "protection_note") == 0


def test_erasing_the_person_erases_the_notes(world: World) -> None:
    with acting_as(world.coordinator) as by:
        person = make_person(by)
        keep_identity(
            by=by, subject=person.id, owner=person.owner, audiences=[], values=dict(SAMPLE)
        )
        own = make_file(by, person)
    row = noted(world.coordinator, own)
    erase(world, person.id)
    with acting_as(world.coordinator) as by:
        assert Note.objects.visible_to(by).filter(pk=row.pk).exists()
        with pytest.raises(NotHere):
            unsealed([row])


def erase(world: World, person: Any) -> None:
    with acting_as(world.overseer) as by:
        request = ask_erasure(by=by, subject=person, reason="asked for by the person").id
    second = viewer(AgencyFactory(jurisdiction=world.md, kind="oversight"), "oversight")
    with acting_as(second) as by:
        confirm_erasure(by=by, request=request)
