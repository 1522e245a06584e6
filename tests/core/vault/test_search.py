"""Finding a person in either script, by phone, document and date, and only whom one may see."""

from __future__ import annotations

import pytest

from punte.core.access.door import DataClass, acting_as
from punte.core.errors import Invalid
from punte.core.vault.door import change_identity, find_subjects
from punte.core.vault.models import VaultToken
from tests.core.vault.support import keep, open_to
from tests.support.worlds import World, viewer


@pytest.mark.parametrize(
    "text",
    [
        "Șerban",
        "Şerban",
        "serban",
        "Шербан",
        "altulescu ȘERBAN",
        "Serban Altulescu",
        "Шербан Алтулеску",
        "+373 69 000 123",
        "069000123",
        "ab000123",
        "AB 000-123",
        "05.03.1990",
        "1990-03-05",
        "5 martie 1990",
        "Serban 1990-03-05",
        "SERBAN@example.invalid",
    ],
)
def test_a_person_is_found(world: World, text: str) -> None:
    subject = keep(world.coordinator)
    keep(world.coordinator, given_name="Altcineva", family_name="Probescu", phone="069 999 999")
    with acting_as(world.coordinator) as by:
        assert find_subjects(by, text) == [subject]


@pytest.mark.parametrize("text", ["", "   ", "?!", "Serban Probescu", "Nimeni", "069000124"])
def test_nobody_is_found_by_what_does_not_fit(world: World, text: str) -> None:
    keep(world.coordinator)
    keep(world.coordinator, given_name="Altcineva", family_name="Probescu")
    with acting_as(world.coordinator) as by:
        assert find_subjects(by, text) == []


def test_the_spelling_asked_for_comes_before_the_same_sound(world: World) -> None:
    exact = keep(world.coordinator, given_name="Dumitru", family_name="Probescu")
    sounds = keep(world.coordinator, given_name="Дмитрий", family_name="Пробеску")
    with acting_as(world.coordinator) as by:
        assert find_subjects(by, "Dumitru") == [exact, sounds]
        assert find_subjects(by, "Дмитрий") == [sounds, exact]


def test_the_newest_come_first_and_no_more_than_asked(world: World) -> None:
    first, second, third = (keep(world.coordinator) for _ in range(3))
    with acting_as(world.coordinator) as by:
        assert find_subjects(by, "Serban", limit=2) == [third, second]
        assert find_subjects(by, "Serban", limit=10**9) == [third, second, first]
        assert find_subjects(by, "Serban", limit=-1) == []


@pytest.mark.parametrize(("role", "finds"), [("supervisor", True), ("analyst", False)])
def test_search_is_of_those_one_may_see(world: World, role: str, finds: bool) -> None:
    keep(world.coordinator)
    with acting_as(viewer(world.unit, role)) as by:
        assert bool(find_subjects(by, "Serban")) is finds


def test_a_foreign_agency_finds_only_whom_it_was_given(world: World) -> None:
    given, _other = keep(world.coordinator), keep(world.coordinator)
    open_to(world.coordinator, given, world.desk.audience, DataClass.IDENTITY)
    with acting_as(world.caseworker) as by:
        assert find_subjects(by, "Serban Altulescu") == [given]
    with acting_as(world.foreign_coordinator) as by:
        assert find_subjects(by, "Serban Altulescu") == []


@pytest.mark.parametrize("text", ["Ana Maria", "Мария Ана", "Maria Probescu Ana", "Ana Sampleanu"])
def test_any_two_parts_of_a_name_find(world: World, text: str) -> None:
    names = {"family_name": "Probescu", "other_name": "Sampleanu"}
    subject = keep(world.coordinator, given_name="Ana-Maria", **names)
    keep(world.coordinator, given_name="Ana", family_name="Altulescu")
    keep(world.coordinator, given_name="Maria", family_name="Altulescu")
    with acting_as(world.coordinator) as by:
        assert find_subjects(by, text) == [subject]


def test_after_a_change_both_names_find(world: World) -> None:
    subject = keep(world.coordinator)
    with acting_as(world.coordinator) as by:
        change_identity(by=by, subject=subject, values={"family_name": "Nouescu"})
        for text in ("Serban Nouescu", "Nouescu", "Altulescu"):
            assert find_subjects(by, text) == [subject]


@pytest.mark.parametrize("text", ["a\x00b", "\ud800", "x" * 201, "un " * 9, "9" * 10_000])
def test_bad_searches_are_refused(world: World, text: str) -> None:
    with acting_as(world.coordinator) as by, pytest.raises(Invalid):
        find_subjects(by, text)


def test_the_index_holds_numbers_alone(world: World) -> None:
    subject = keep(world.coordinator)
    with acting_as(world.coordinator):
        rows = list(VaultToken.objects.filter(subject=subject).values_list("token", "kind"))
    # Two names, two sounds, their pair, phone, document, date and e-mail.
    assert sorted(kind for _token, kind in rows) == [1, 1, 2, 2, 3, 4, 5, 6, 7]
    assert all(isinstance(token, int) and abs(token) > 2**40 for token, _kind in rows)


def test_tokens_of_one_word_differ_by_what_it_is(world: World) -> None:
    keep(world.coordinator, given_name="Ana", document="ANA", other_name="Ana")
    with acting_as(world.coordinator):
        tokens = list(VaultToken.objects.values_list("token", flat=True))
    assert len(set(tokens)) == len(tokens) == 3
