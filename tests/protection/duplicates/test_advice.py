"""Advice among those within sight, what is remembered of a pair, and the pages."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from punte.core.access.door import Viewer, acting_as
from punte.core.errors import Conflict, Invalid, NotHere, Refused
from punte.core.ledger.door import Entry
from punte.protection.duplicates.actions import judge_pair
from punte.protection.duplicates.models import Verdict
from punte.protection.duplicates.queries import advice_for, advice_for_values
from punte.protection.persons.models import Person
from tests.support.alike import SAME_WOMAN, SHE, named
from tests.support.persons import make_person
from tests.support.worlds import World, viewer


def say(by: Viewer, one: Person, other: Person, said: str, **values: Any) -> Verdict:
    return judge_pair(
        by=by, one=one.id, other=other.id, said=said, **{"request_key": uuid4(), **values}
    )


def ids(by: Viewer, person: Person) -> list[Any]:
    return [hit.person.id for hit in advice_for(by, person).hits]


def test_found_by_name_in_the_other_script_and_birth_date(world: World) -> None:
    with acting_as(world.coordinator) as by:
        one, other = named(by, SHE), named(by, SAME_WOMAN)
        [hit] = advice_for(by, one).hits
        assert hit.person == other
        assert {r.part for r in hit.weighed.known if r.says == "agrees"} >= {"name", "birth_date"}
        assert ids(by, other) == [one.id]


@pytest.mark.parametrize(
    ("identity", "found"),
    [
        ({"given_name": "Ștefana", "family_name": "Exemplescu"}, False),
        ({"given_name": "Alta", "birth_date": "1990-03-05"}, False),
        ({"given_name": "Alta", "family_name": "Persoanova", "document": "a-123"}, True),
        ({"given_name": "Ștefana", "family_name": "Exemplescu", "phone": "+373 69 000 111"}, True),
        ({"given_name": "Ștefana", "birth_date": "1990-03-05"}, True),
    ],
)
def test_which_parts_bring_a_person_up(world: World, identity: dict[str, str], found: bool) -> None:
    with acting_as(world.coordinator) as by:
        other = named(by, {**SHE, "document": "A 123", "phone": "069000111"})
        before = advice_for_values(by, identity, {"sex": "female"}).hits
        assert [hit.person for hit in before] == ([other] if found else [])
        person = named(by, identity)
        assert ids(by, person) == ([other.id] if found else [])


def test_a_name_alone_is_shown_only_when_asked_for(world: World) -> None:
    name = {"given_name": "Ștefana", "family_name": "Exemplescu"}
    with acting_as(world.coordinator) as by:
        one, other = named(by, name), named(by, name)
        assert not advice_for(by, one)
        asked = advice_for(by, one, by_name=True)
        assert not asked.hits
        assert [hit.person for hit in asked.names] == [other]


def test_only_identities_within_sight(world: World, pair: tuple[Person, Person]) -> None:
    with acting_as(world.foreign_coordinator) as by:
        assert not advice_for_values(by, SHE, {}).hits
        hers = named(by, SHE)
        assert ids(by, hers) == []
    with acting_as(viewer(world.unit, "analyst")) as reader:
        assert not advice_for(reader, pair[0])
    with acting_as(world.coordinator) as by:
        assert ids(by, pair[0]) == [pair[1].id]


def test_what_was_found_is_in_the_ledger_without_identity(
    world: World, pair: tuple[Person, Person]
) -> None:
    with acting_as(world.coordinator) as by:
        advice_for(by, pair[0])
        [entry] = Entry.objects.filter(action="person.compare", subject=pair[0].id)
        assert entry.detail == {"found": 1}
        lonely = named(by, {"given_name": "Singura"})
        advice_for(by, lonely)
        assert not Entry.objects.filter(action="person.compare", subject=lonely.id).exists()


def test_not_the_same_is_remembered_and_not_proposed_again(
    world: World, pair: tuple[Person, Person]
) -> None:
    one, other = pair
    with acting_as(world.coordinator) as by:
        row = say(by, one, other, "different", note="Different fingerprints of a story")
        assert (row.said_by_id, row.one_id, row.other_id) == (
            by.account_id,
            *sorted((one.id, other.id)),
        )
    with acting_as(world.supervisor) as colleague:
        assert ids(colleague, one) == ids(colleague, other) == []
        for person in pair:
            assert (
                Entry.objects.filter(action="person.say_different", subject=person.id).count() == 1
            )
        say(colleague, other, one, "open", last=row.id)
        assert ids(colleague, one) == [other.id]


def test_probably_the_same_stands_on_both_files_and_merges_nothing(
    world: World, pair: tuple[Person, Person]
) -> None:
    one, other = pair
    with acting_as(world.coordinator) as by:
        say(by, one, other, "same")
        assert [link.person for link in advice_for(by, one).same] == [other]
        assert [link.person for link in advice_for(by, other).same] == [one]
        assert Person.objects.count() == 2


def test_who_may_say_and_who_may_not(world: World, pair: tuple[Person, Person]) -> None:
    with acting_as(world.foreign_coordinator) as by, pytest.raises(NotHere):
        say(by, *pair, "different")
    with acting_as(viewer(world.unit, "manager")) as by, pytest.raises(Refused):
        say(by, *pair, "different")
    with acting_as(world.coordinator) as by:
        with pytest.raises(NotHere):
            say(by, pair[0], pair[0], "different")
        with pytest.raises(NotHere):
            say(by, pair[0], make_person(by), "different")
        with pytest.raises(Invalid):
            say(by, *pair, "merged")
        with pytest.raises(Invalid):
            say(by, *pair, "different", note="x" * 501)
        assert not Verdict.objects.exists()


def test_a_colleague_was_quicker(world: World, pair: tuple[Person, Person]) -> None:
    with acting_as(world.coordinator) as by:
        first = say(by, *pair, "different")
    with acting_as(world.supervisor) as colleague:
        with pytest.raises(Conflict):
            say(colleague, *pair, "same")
        say(colleague, *pair, "same", last=first.id)
        assert Verdict.objects.count() == 2


def test_sent_twice_says_once(world: World, pair: tuple[Person, Person]) -> None:
    key = uuid4()
    with acting_as(world.coordinator) as by:
        rows = {say(by, *pair, "different", request_key=key).id for _ in range(2)}
        assert len(rows) == 1
        with pytest.raises(Conflict):
            say(by, *pair, "same", request_key=key)


def test_a_verdict_is_never_rewritten(world: World, pair: tuple[Person, Person]) -> None:
    with acting_as(world.coordinator) as by:
        say(by, *pair, "different")
        for act in (
            lambda: Verdict.objects.update(said="same"),
            lambda: Verdict.objects.all()._raw_delete("default"),
        ):
            with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
                act()
    with acting_as(world.foreign_coordinator):
        assert not Verdict.objects.exists()


def test_advice_asks_few_queries_however_many_are_alike(world: World) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as caught:
            advice_for(by, person)
        return len(caught)

    with acting_as(world.coordinator) as by:
        person = named(by, SHE)
        named(by, SHE)
        few = count()
        for _ in range(5):
            named(by, SHE)
        assert count() == few
        assert few <= 8
