"""A narrow source and all that it states are seen by the few it was opened for."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from punte.core.access.door import Viewer, acting_as
from punte.core.errors import Conflict, Invalid, NotHere
from punte.core.ledger.models import Entry
from punte.investigation.cases.actions.team import end_member
from punte.investigation.cases.models import Case
from punte.investigation.cases.queries.team import team_of
from punte.investigation.subjects.actions.keeping import keep_true
from punte.investigation.subjects.actions.sources import (
    Origin,
    add_narrow_source,
    seat_at_source,
    unseat_at_source,
)
from punte.investigation.subjects.actions.stating import add_entity, add_statements
from punte.investigation.subjects.models import Entity, Selector, Source, Statement
from punte.investigation.subjects.queries.search import search_entities
from punte.investigation.subjects.stated import Stated
from punte.investigation.subjects.words import SourceKind
from tests.support.cases import again, in_team, make_case
from tests.support.subjects import make_source
from tests.support.worlds import World


@dataclass
class Few:
    """A case of three, with a source that its lead and one more see."""

    case: Case
    lead: Viewer
    insider: Viewer
    outsider: Viewer
    wide: Source
    narrow: Source

    def add(self, source: Source, schema: str = "Person", **values: str) -> Entity:
        stated = [Stated(prop, text) for prop, text in values.items()]
        with acting_as(self.lead):
            return add_entity(
                by=self.lead, case_id=self.case.pk, source_id=source.pk, schema=schema,
                stated=stated, request_key=uuid4(),
            )  # fmt: skip

    def member(self, who: Viewer) -> UUID:
        with acting_as(self.lead):
            return team_of(self.case).get(account=who.account_id).pk


@pytest.fixture
def few(world: World) -> Few:
    case, lead = make_case(world.investigator)
    insider = in_team(case, lead, world.second_investigator)
    outsider = in_team(case, lead, world.crime_analyst)
    wide = make_source(lead, case)
    with acting_as(lead):
        members = [team_of(case).get(account=insider.account_id).pk]
        origin = Origin("Invented informant", SourceKind.STATEMENT, timezone.now())
        narrow, lead = add_narrow_source(
            by=lead, case_id=case.pk, origin=origin, members=members, request_key=uuid4()
        )
    return Few(case, again(lead), again(insider), again(outsider), wide, narrow)


def seen(by: Viewer) -> tuple[int, int, int, int]:
    """How many sources, entities, statements and selectors the database shows."""
    with acting_as(by):
        return (
            Source.objects.count(), Entity.objects.count(), Statement.objects.count(),
            Selector.objects.count(),
        )  # fmt: skip


def test_the_few_see_it_and_the_rest_of_the_team_do_not(few: Few) -> None:
    few.add(few.narrow, "Phone", number="069123456")
    few.add(few.wide, "Phone", number="069123457")
    assert seen(few.lead) == seen(few.insider) == (2, 2, 2, 2)
    assert seen(few.outsider) == (1, 1, 1, 1)
    for who, found in ((few.insider, 1), (few.outsider, 0)):
        with acting_as(who):
            assert len(search_entities(who, "069123456").entities) == found


def test_a_narrow_value_of_a_wide_entity_names_it_for_nobody(few: Few) -> None:
    entity = few.add(few.wide, position="Driver")
    with acting_as(few.lead):
        add_statements(
            by=few.lead, case_id=few.case.pk, entity_id=entity.pk, source_id=few.narrow.pk,
            stated=[Stated("name", "Ion Inventat"), Stated("phone", "069123456")],
        )  # fmt: skip
        keep_true(entity)
    with acting_as(few.outsider):
        entity.refresh_from_db()
        assert entity.caption == ""
        assert not search_entities(few.outsider, "069123456").entities
        assert Statement.objects.filter(entity=entity).count() == 1


def test_what_few_see_is_not_spoken_of_under_a_wide_source(few: Few) -> None:
    hidden, known = few.add(few.narrow, name="Ion Inventat"), few.add(few.wide, name="Vasile")
    with acting_as(few.lead):
        with pytest.raises(Invalid):
            add_statements(
                by=few.lead, case_id=few.case.pk, entity_id=hidden.pk, source_id=few.wide.pk,
                stated=[Stated("alias", "x")],
            )  # fmt: skip
        for source, good in ((few.wide, False), (few.narrow, True)):
            values = {
                "by": few.lead, "case_id": few.case.pk, "source_id": source.pk, "stated": [],
                "schema": "Family", "tail": known.pk, "head": hidden.pk, "request_key": uuid4(),
            }  # fmt: skip
            if good:
                add_entity(**values)  # type: ignore[arg-type]
                continue
            with pytest.raises(Invalid):
                add_entity(**values)  # type: ignore[arg-type]


def test_the_same_selector_stands_for_each_circle(few: Few) -> None:
    """A wide source is found though a narrow one had given the number before."""
    entity = few.add(few.wide, name="Ion Inventat")
    for source in (few.narrow, few.wide):
        with acting_as(few.lead):
            add_statements(
                by=few.lead, case_id=few.case.pk, entity_id=entity.pk, source_id=source.pk,
                stated=[Stated("phone", "069123456")],
            )  # fmt: skip
    with acting_as(few.outsider):
        assert search_entities(few.outsider, "069123456").entities == [entity]


def test_a_place_at_the_source_is_given_and_taken(few: Few) -> None:
    place = few.member(few.outsider)
    for act, count in ((seat_at_source, 2), (unseat_at_source, 1)):
        with acting_as(few.insider):
            act(by=few.insider, case_id=few.case.pk, source_id=few.narrow.pk, member_id=place)
        assert seen(again(few.outsider))[0] == count
    with acting_as(few.outsider), pytest.raises(NotHere):
        seat_at_source(
            by=few.outsider, case_id=few.case.pk, source_id=few.narrow.pk, member_id=place
        )
    with acting_as(few.lead):
        with pytest.raises(Conflict):
            seat_at_source(by=few.lead, case_id=few.case.pk, source_id=few.wide.pk, member_id=place)
        with pytest.raises(Invalid):
            seat_at_source(
                by=few.lead, case_id=few.case.pk, source_id=few.narrow.pk, member_id=uuid4()
            )


def test_somebody_always_sees_it(few: Few) -> None:
    places = [few.member(few.insider), few.member(few.lead)]

    def take(place: UUID) -> None:
        with acting_as(few.lead):
            unseat_at_source(
                by=few.lead, case_id=few.case.pk, source_id=few.narrow.pk, member_id=place
            )

    take(places[0])
    with pytest.raises(Conflict):
        take(places[1])


def test_who_leaves_the_team_leaves_its_narrow_sources(few: Few) -> None:
    """And does not get them back by coming back."""
    few.add(few.narrow, name="Ion Inventat")
    place = few.member(few.insider)
    with acting_as(few.lead):
        few.case.refresh_from_db()
        end_member(by=few.lead, case_id=few.case.pk, member_id=place, version=few.case.version)
    assert seen(again(few.insider)) == (0, 0, 0, 0)
    back = in_team(few.case, few.lead, few.insider)
    assert seen(back)[0] == 1
    with acting_as(few.lead):
        seat_at_source(
            by=few.lead, case_id=few.case.pk, source_id=few.narrow.pk,
            member_id=team_of(few.case).get(account=back.account_id).pk,
        )  # fmt: skip
    assert seen(again(back))[0] == 2


def test_the_rest_read_nothing_of_it_in_the_log(few: Few) -> None:
    hidden = few.add(few.narrow, name="Ion Inventat")
    known = few.add(few.wide, name="Vasile Inventat")
    for who, sees in ((few.insider, True), (few.outsider, False)):
        with acting_as(who):
            told = str([entry.detail for entry in Entry.objects.all()])
        assert str(known.pk) in told
        assert (str(hidden.pk) in told) == (str(few.narrow.pk) in told) == sees


def test_nobody_writes_into_a_circle_they_do_not_sit_in(few: Few) -> None:
    by = few.outsider
    with acting_as(by), pytest.raises(DatabaseError), transaction.atomic():
        Source.objects.create(
            case_id=few.case.pk, owner=few.case.owner, audiences=few.narrow.audiences,
            title="Planted", kind=SourceKind.OTHER, got_at=timezone.now(), made_at=timezone.now(),
            made_by_id=by.account_id, request_key=uuid4(),
        )  # fmt: skip
