"""Equal files of one person kept by several agencies: none loses or reveals its own."""

from __future__ import annotations

from uuid import UUID

import pytest

from punte.core.access.door import DataClass, acting_as
from punte.core.errors import Invalid, NotHere
from punte.core.files.door import StoredFile, files_of
from punte.core.files.stores import the_store
from punte.core.files.sweeping import sweep_files
from punte.core.ids import new_id
from punte.core.ledger.models import Entry
from punte.core.vault.door import ask_erasure, confirm_erasure
from tests.core.files.support import PDF, keep, read
from tests.core.vault import support as vault
from tests.support.persons import make_person
from tests.support.worlds import AgencyFactory, World, viewer


def seen(by: object, subject: UUID) -> list[UUID]:
    with acting_as(by) as who:  # type: ignore[arg-type]
        return [row.id for row in files_of(who, subject)]


def test_an_equal_file_has_the_sight_of_its_own_row_not_of_the_first(world: World) -> None:
    subject = vault.keep(world.coordinator)
    first = keep(world.coordinator, subject)
    vault.open_to(world.coordinator, subject, world.desk.audience, DataClass.OPERATIONAL)
    theirs = keep(
        world.caseworker, subject, owner=world.ngo.audience, audiences=[world.desk.audience]
    )
    assert theirs.blob == first.blob, "stored once"
    assert theirs.owner == world.ngo.audience
    assert seen(world.coordinator, subject) == [first.id]
    assert read(world.caseworker, theirs.id) == PDF
    with pytest.raises(NotHere):
        read(world.coordinator, theirs.id)


def test_an_equal_file_of_another_class_stays_in_its_class(world: World) -> None:
    subject = vault.keep(world.coordinator)
    nurse = viewer(world.unit, "health_worker")
    hidden = keep(nurse, subject, data_class=DataClass.MEDICAL)
    plain = keep(world.coordinator, subject)
    assert seen(world.coordinator, subject) == [plain.id]
    assert set(seen(nurse, subject)) == {plain.id, hidden.id}


def test_nobody_takes_the_key_of_a_person_another_agency_answers_for(world: World) -> None:
    """Else the first to bring a file would own the identity that is written later."""
    with acting_as(world.coordinator) as by:
        person = make_person(by)
    with pytest.raises(NotHere):
        keep(world.caseworker, person.id)
    vault.keep(world.coordinator, subject=person.id)
    assert read(world.coordinator, keep(world.coordinator, person.id).id) == PDF


def test_files_about_a_person_under_subjects_of_ones_own(world: World) -> None:
    with acting_as(world.coordinator) as by:
        person = make_person(by).id
    ours = keep(world.coordinator, new_id(), about=person)
    theirs = keep(world.caseworker, new_id(), about=person)
    assert ours.address != theirs.address, "equal content does not look equal"
    assert read(world.caseworker, theirs.id) == PDF
    for by, other in ((world.coordinator, theirs), (world.caseworker, ours)):
        with pytest.raises(NotHere):
            read(by, other.id)
    with vault.as_owner():
        assert Entry.objects.filter(action="file.read", subject=person).count() == 1


def test_the_sweep_takes_files_about_an_erased_person_whose_key_is_gone(world: World) -> None:
    person, own = vault.keep(world.coordinator), new_id()
    gone, kept = (
        keep(world.coordinator, own, about=person),
        keep(world.coordinator, new_id(), about=person),
    )
    with acting_as(world.overseer) as by:
        request = ask_erasure(by=by, subject=person, reason="asked for by the person", also=[own])
    second = viewer(AgencyFactory(jurisdiction=world.md, kind="oversight"), "oversight")
    with acting_as(second) as by:
        confirm_erasure(by=by, request=request.id)
    with vault.as_owner() as cursor:
        cursor.execute("SET ROLE punte_worker")
        assert sweep_files()["erased"] == 1
        cursor.execute("SET ROLE punte_owner")
        assert list(StoredFile.objects.values_list("id", flat=True)) == [kept.id]
    assert gone.id != kept.id


@pytest.mark.parametrize(
    ("name", "content", "taken"),
    [
        ("paper.pdf", PDF, True),
        ("PAPER.PDF", PDF, True),
        ("paper", PDF, True),
        ("paper.png", PDF, False),
        ("paper.pdf", b"MZ\x90\x00 a program", False),
    ],
)
def test_a_kind_is_told_from_content_and_the_ending_may_not_lie(
    world: World, name: str, content: bytes, taken: bool
) -> None:
    kinds = {"application/pdf"}
    if taken:
        assert keep(world.coordinator, new_id(), content, name, kinds=kinds)
        return
    with pytest.raises(Invalid):
        keep(world.coordinator, new_id(), content, name, kinds=kinds)
    assert list(the_store().names()) == []
