"""Keeping, changing and opening identities, with who may and who may not."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from punte.core.access.door import DataClass, acting_as
from punte.core.errors import Conflict, Invalid, NotHere, Refused
from punte.core.ids import new_id
from punte.core.ledger.models import Entry
from punte.core.vault.door import (
    Kind,
    change_identity,
    has_identity,
    keep_identity,
    open_identity,
    reveal_own,
)
from punte.core.vault.models import VaultItem, VaultKey, VaultToken
from tests.core.vault.support import as_owner, keep, open_to
from tests.support.worlds import World, viewer

WHY = "to call the family back"


def test_what_is_kept_can_be_opened(world: World) -> None:
    subject = keep(world.coordinator)
    with acting_as(world.coordinator) as by:
        opened = open_identity(by=by, subject=subject, kinds=Kind.values, reason=WHY)
    assert opened[Kind.GIVEN_NAME] == ["Șerban"]
    assert opened[Kind.BIRTH_DATE] == ["1990-03-05"]
    assert opened[Kind.PHONE] == ["069 000 123"]


def test_only_asked_fields_are_opened_and_the_entry_says_which_and_why(world: World) -> None:
    subject = keep(world.coordinator)
    with acting_as(world.coordinator) as by:
        opened = open_identity(by=by, subject=subject, kinds=["given_name"], reason=WHY)
    with as_owner():
        entry = Entry.objects.get(action="person.open_identity", subject=subject)
    assert list(opened) == [Kind.GIVEN_NAME]
    assert entry.detail == {"fields": ["given_name"], "reason": WHY}
    assert entry.account_id == world.coordinator.account_id


@pytest.mark.parametrize("reason", ["", "because", " " * 30, "x" * 2001, "a reason\x00 with NUL"])
def test_opening_needs_a_reason(world: World, reason: str) -> None:
    subject = keep(world.coordinator)
    with acting_as(world.coordinator) as by, pytest.raises(Invalid):
        open_identity(by=by, subject=subject, kinds=["given_name"], reason=reason)


def test_an_officer_sees_the_own_words_again_but_may_not_open_an_identity(world: World) -> None:
    subject = keep(world.officer)
    colleague = viewer(world.border, "officer")
    with acting_as(world.officer) as by:
        assert reveal_own(by=by, subject=subject, kinds=["given_name"]) == {
            Kind.GIVEN_NAME: ["Șerban"]
        }
        with pytest.raises(Refused):
            open_identity(by=by, subject=subject, kinds=["given_name"], reason=WHY)
    with acting_as(colleague) as by:
        assert reveal_own(by=by, subject=subject, kinds=["given_name"]) == {}


@pytest.mark.parametrize(("role", "sees"), [("officer", True), ("analyst", False)])
def test_tables_show_nothing_without_the_class_identity(
    world: World, role: str, sees: bool
) -> None:
    subject = keep(world.officer)
    with acting_as(viewer(world.border, role)) as by:
        assert has_identity(by, subject) is sees
        for table in (VaultKey, VaultItem, VaultToken):
            assert table.objects.filter(subject=subject).exists() is sees


def test_another_agency_sees_nothing_and_cannot_write_over(world: World) -> None:
    subject = keep(world.coordinator)
    with acting_as(world.caseworker) as by:
        assert not VaultKey.objects.exists()
        for attempt in (
            lambda: open_identity(by=by, subject=subject, kinds=["given_name"], reason=WHY),
            lambda: change_identity(by=by, subject=subject, values={"given_name": "Altul"}),
            lambda: keep_identity(
                by=by,
                subject=subject,
                owner=by.agency_audience,
                audiences=[],
                values={"given_name": "Altul"},
            ),
        ):
            with pytest.raises(NotHere):
                attempt()


def test_a_grant_opens_identity_exactly_when_it_names_that_class(world: World) -> None:
    plain, named = keep(world.coordinator), keep(world.coordinator)
    open_to(world.coordinator, plain, world.desk.audience, DataClass.OPERATIONAL)
    open_to(world.coordinator, named, world.desk.audience, DataClass.IDENTITY)
    with acting_as(world.caseworker) as by:
        assert not has_identity(by, plain)
        assert open_identity(by=by, subject=named, kinds=["family_name"], reason=WHY)
    with acting_as(world.other_caseworker) as by:
        assert not has_identity(by, named)


def test_a_guest_may_add_but_not_change(world: World) -> None:
    subject = keep(world.coordinator)
    open_to(world.coordinator, subject, world.desk.audience, DataClass.IDENTITY)
    with acting_as(world.caseworker) as by:
        keep_identity(
            by=by, subject=subject, owner=1, audiences=[], values={"phone": "+40 700 000 001"}
        )
        with pytest.raises(Refused):
            change_identity(by=by, subject=subject, values={"phone": []})
    with acting_as(world.coordinator) as by:
        opened = open_identity(by=by, subject=subject, kinds=["phone"], reason=WHY)
        assert opened[Kind.PHONE] == ["069 000 123", "+40 700 000 001"]


def test_a_change_supersedes_and_keeps_the_past(world: World) -> None:
    subject = keep(world.coordinator)
    with acting_as(world.coordinator) as by:
        change_identity(by=by, subject=subject, values={"given_name": "Serghei", "phone": []})
        opened = open_identity(by=by, subject=subject, kinds=Kind.values, reason=WHY)
        past = VaultItem.objects.filter(subject=subject).exclude(superseded_at=None)
        assert opened[Kind.GIVEN_NAME] == ["Serghei"]
        assert Kind.PHONE not in opened
        assert sorted(item.kind for item in past) == ["given_name", "phone"]


def test_the_same_again_changes_nothing_and_a_second_name_is_a_conflict(world: World) -> None:
    subject = keep(world.coordinator)
    keep(world.coordinator, subject=subject)
    with acting_as(world.coordinator):
        assert VaultItem.objects.filter(subject=subject, kind="given_name").count() == 1
    with pytest.raises(Conflict):
        keep(world.coordinator, subject=subject, given_name="Altul")


def test_a_field_of_another_class_stays_closed_to_those_without_it(world: World) -> None:
    subject = new_id()
    manager = viewer(world.unit, "shelter_manager")
    with acting_as(manager) as by:
        keep_identity(
            by=by,
            subject=subject,
            owner=by.agency_audience,
            audiences=[],
            values={"address": "House of Samples 1"},
            data_class=DataClass.LOCATION,
        )
        assert open_identity(by=by, subject=subject, kinds=["address"], reason=WHY)
    with acting_as(world.coordinator) as by:
        assert not open_identity(by=by, subject=subject, kinds=["address"], reason=WHY)
        assert not VaultItem.objects.filter(subject=subject).exists()


@pytest.mark.parametrize(
    "values",
    [
        {"given_name": "a\x00b"},
        {"given_name": "\ud800"},
        {"given_name": "x" * 201},
        {"address": "x" * 2001},
        {"given_name": ["One", "Two"]},
        {"phone": [str(n) for n in range(21)]},
        {"birth_date": "31.2.1990"},
        {"birth_date": "9" * 150},
        {"email": "not an address"},
        {"photo": "../../etc/passwd"},
        {"shoe_size": "44"},
    ],
)
def test_bad_input_is_refused_whole(world: World, values: dict[str, str]) -> None:
    subject = new_id()
    with pytest.raises(Invalid):
        keep(world.coordinator, subject=subject, **values)
    with acting_as(world.coordinator):
        assert not VaultKey.objects.filter(subject=subject).exists()


def test_keeping_needs_the_permission_to_notify(world: World) -> None:
    with pytest.raises(Refused):
        keep(viewer(world.unit, "analyst"))
    assert keep(viewer(world.unit, "officer"))


TEXT = st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=200)


@settings(max_examples=30, suppress_health_check=list(HealthCheck))
@given(name=TEXT, notes=st.lists(TEXT, max_size=5))
def test_any_text_comes_back_as_it_was(world: World, name: str, notes: list[str]) -> None:
    subject = keep(world.coordinator, given_name=name, other_name=notes)
    with acting_as(world.coordinator) as by:
        opened = open_identity(by=by, subject=subject, kinds=Kind.values, reason=WHY)
    assert opened.get(Kind.GIVEN_NAME, []) == [name.strip()] * bool(name.strip())
    kept = list(dict.fromkeys(note.strip() for note in notes if note.strip()))
    assert opened.get(Kind.OTHER_NAME, []) == kept
