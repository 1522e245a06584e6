"""Sources state, values are normalised and graded; what is withdrawn stays to be read."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction

from punte.core.access.door import Viewer, acting_as
from punte.core.errors import Conflict, Invalid, NotHere, Refused, Stale
from punte.core.ledger.models import Entry
from punte.investigation.cases.actions.opening import move_case
from punte.investigation.cases.models import Case
from punte.investigation.cases.words import Closing, Stage
from punte.investigation.subjects.actions.keeping import withdraw_statement
from punte.investigation.subjects.actions.several import add_several
from punte.investigation.subjects.actions.sources import Grading, grade_source
from punte.investigation.subjects.actions.stating import add_entity, add_statements, tie_exhibit
from punte.investigation.subjects.models import Entity, Selector, Source, Statement
from punte.investigation.subjects.queries.facts import facts_of, ids_of
from punte.investigation.subjects.stated import Stated
from punte.investigation.subjects.words import Handling, InfoGrade, SourceGrade
from tests.support.cases import make_case
from tests.support.subjects import make_source
from tests.support.worlds import World

Setting = tuple[Case, Viewer, Source]


@pytest.fixture
def setting(world: World) -> Setting:
    case, by = make_case(world.investigator)
    return case, by, make_source(by, case)


def add(
    setting: Setting, schema: str = "Person", source: Source | None = None, **values: str
) -> Entity:
    case, by, first = setting
    stated = [Stated(prop, text) for prop, text in values.items()]
    with acting_as(by):
        return add_entity(
            by=by, case_id=case.pk, source_id=(source or first).pk, schema=schema, stated=stated,
            request_key=uuid4(),
        )  # fmt: skip


def state(setting: Setting, entity: Entity, source: Source | None = None, **values: str) -> int:
    case, by, first = setting
    with acting_as(by):
        return add_statements(
            by=by, case_id=case.pk, entity_id=entity.pk, source_id=(source or first).pk,
            stated=[Stated(prop, text) for prop, text in values.items()],
        )  # fmt: skip


def withdraw(setting: Setting, entity: Entity, prop: str) -> Statement:
    case, by, _source = setting
    with acting_as(by):
        row = Statement.objects.get(entity=entity, prop=prop, withdrawn_at=None)
        return withdraw_statement(by=by, case_id=case.pk, statement_id=row.pk, reason="A slip")


def test_an_entity_is_named_and_found_by_what_is_stated(setting: Setting) -> None:
    case, by, _source = setting
    entity = add(setting, "Phone", number="069 123 456", operator="Invented")
    with acting_as(by):
        entity.refresh_from_db()
        number = Statement.objects.get(entity=entity, prop="number")
        found = Selector.objects.get(entity=entity)
    assert (found.kind, found.key) == ("phone", "+37369123456")
    assert (number.original, number.grade) == ("069 123 456", "X4")
    assert entity.caption == number.value
    assert (entity.owner, entity.audiences) == (case.owner, case.audiences)


def test_one_form_sent_twice_makes_one_entity(setting: Setting) -> None:
    case, by, source = setting
    key = uuid4()
    with acting_as(by):
        made = [
            add_entity(
                by=by, case_id=case.pk, source_id=source.pk, schema="Person",
                stated=[Stated("name", "Ion Inventat")], request_key=key,
            )
            for _time in range(2)
        ]  # fmt: skip
        assert made[0].pk == made[1].pk
        assert Statement.objects.filter(entity=made[0]).count() == 1
    assert state(setting, made[0], name="Ion Inventat", alias="Ionică") == 1
    assert state(setting, made[0], alias="Ionică") == 0


def test_a_wrong_check_digit_is_kept_and_said(setting: Setting) -> None:
    case, by, _source = setting
    entity = add(setting, "Device", imei="490154203237519")
    with acting_as(by):
        [fact] = facts_of(by, case, entity).facts
    assert fact.values[0].value.replace(" ", "").startswith("49015420323751")
    assert fact.values[0].fault


def test_sources_that_differ_stand_side_by_side(setting: Setting) -> None:
    case, by, _source = setting
    good = make_source(by, case, "Register", source_grade="A", info_grade="1")
    entity = add(setting, birthDate="1990-05-01", name="Ion Invntat")
    assert state(setting, entity, good, birthDate="1990-01-05", name="Ion Inventat") == 2
    with acting_as(by):
        facts = {fact.prop.key: fact for fact in facts_of(by, case, entity).facts}
        entity.refresh_from_db()
    assert [one.value for one in facts["birthDate"].values] == ["1990-01-05", "1990-05-01"]
    assert facts["birthDate"].differ
    assert entity.caption == "Ion Inventat"


def test_withdrawing_keeps_the_row_and_mends_name_times_and_selectors(setting: Setting) -> None:
    case, by, _source = setting
    entity = add(
        setting, "Trip", name="Invented trip", booking="ABC123", startDate="2026-03-01T10:00"
    )
    assert entity.started_at == datetime(2026, 3, 1, 8, tzinfo=UTC)
    for prop in ("name", "booking", "startDate"):
        withdraw(setting, entity, prop)
    with acting_as(by):
        entity.refresh_from_db()
        assert (entity.caption, entity.started_at) == ("", None)
        assert not Selector.objects.filter(entity=entity).exists()
        assert len(facts_of(by, case, entity).withdrawn) == 3
        again = Statement.objects.filter(entity=entity, prop="name").get()
        with pytest.raises(Conflict):
            withdraw_statement(by=by, case_id=case.pk, statement_id=again.pk, reason="Again")
        with pytest.raises(Invalid):
            withdraw_statement(
                by=by, case_id=case.pk, statement_id=state_row(setting).pk, reason=" "
            )


def state_row(setting: Setting) -> Statement:
    entity = add(setting, name="Other Invented")
    with acting_as(setting[1]):
        return Statement.objects.get(entity=entity)


def test_what_was_said_cannot_be_rewritten(setting: Setting) -> None:
    row = state_row(setting)
    with acting_as(setting[1]), pytest.raises(DatabaseError), transaction.atomic():
        Statement.objects.filter(pk=row.pk).update(value="Another")


def test_a_link_joins_what_its_kind_joins(setting: Setting) -> None:
    case, by, source = setting
    phone, person = add(setting, "Phone", number="069123456"), add(setting, name="Ion Inventat")

    def link(schema: str, tail: Entity, head: Entity) -> Entity:
        with acting_as(by):
            return add_entity(
                by=by, case_id=case.pk, source_id=source.pk, schema=schema, stated=[],
                request_key=uuid4(), tail=tail.pk, head=head.pk,
            )  # fmt: skip

    made = link("Use", person, phone)
    assert (made.from_group, made.to_group) == (person.pk, phone.pk)
    with acting_as(by):
        assert Statement.objects.get(entity=made).source == source
    for schema, tail, head in (
        ("Call", person, phone), ("Use", phone, phone), ("Person", person, phone),
        ("No", phone, person),
    ):  # fmt: skip
        with pytest.raises(Invalid):
            link(schema, tail, head)
    with pytest.raises(NotHere):
        link("Use", made, phone)


def test_bad_values_are_refused_whole(setting: Setting) -> None:
    for schema, values in (
        ("Person", {}), ("Person", {"birthDate": "soon"}), ("Person", {"nothing": "x"}),
        ("Person", {"name": "x" * 2001}), ("Person", {"name": "a\x00b"}),
        ("Spaceship", {"name": "x"}),
        ("Place", {"position": "91,200"}), ("Call", {"duration": "9"}),
    ):  # fmt: skip
        with pytest.raises(Invalid):
            add(setting, schema, **values)
    with acting_as(setting[1]):
        assert not Entity.objects.exists()


def test_a_closed_case_and_a_reader_write_nothing(setting: Setting, world: World) -> None:
    case, by, source = setting
    entity = add(setting, name="Ion Inventat")
    stranger = world.second_investigator
    with acting_as(stranger), pytest.raises(NotHere):
        add_statements(
            by=stranger, case_id=case.pk, entity_id=entity.pk, source_id=source.pk,
            stated=[Stated("alias", "x")],
        )  # fmt: skip
    with acting_as(world.coordinator), pytest.raises(Refused):
        tie_exhibit(
            by=world.coordinator, case_id=case.pk, entity_id=entity.pk, source_id=source.pk,
            exhibit=uuid4(),
        )  # fmt: skip
    with acting_as(by):
        case.refresh_from_db()
        move_case(
            by=by, case_id=case.pk, to=Stage.CLOSED, reason="Invented", version=case.version,
            request_key=uuid4(), closing=Closing.NO_OFFENCE,
        )  # fmt: skip
    with pytest.raises(Conflict):
        state(setting, entity, alias="Late")


def test_a_new_grade_is_taken_over_only_when_somebody_says_so(setting: Setting) -> None:
    case, by, source = setting
    entity = add(setting, name="Ion Inventat")
    with acting_as(by):
        add_statements(
            by=by, case_id=case.pk, entity_id=entity.pk, source_id=source.pk,
            stated=[Stated("alias", "Own", source_grade="C", info_grade="3")],
        )  # fmt: skip

    def grade(was: str, new: Grading, statements: bool) -> int:
        with acting_as(by):
            return grade_source(
                by=by, case_id=case.pk, source_id=source.pk, grading=new, was=was,
                statements=statements,
            )  # fmt: skip

    def grades() -> list[str]:
        with acting_as(by):
            return [row.grade for row in Statement.objects.filter(entity=entity).order_by("prop")]

    b2 = Grading(SourceGrade.B, InfoGrade.KNOWN, Handling.H1)
    assert grade("X4 H0", b2, statements=False) == 0
    assert grades() == ["C3", "X4"]
    a1 = Grading(SourceGrade.A, InfoGrade.CERTAIN, Handling.H0)
    with pytest.raises(Stale):
        grade("X4 H0", a1, statements=True)
    assert grade("B2 H1", a1, statements=True) == 0
    assert grades() == ["C3", "X4"]
    assert grade("A1 H0", Grading(SourceGrade.X, InfoGrade.UNKNOWN, Handling.H0), False) == 0
    assert grade("X4 H0", b2, statements=True) == 1
    assert grades() == ["C3", "B2"]
    with pytest.raises(Invalid):
        grade("B2 H1", Grading(SourceGrade.A, InfoGrade.KNOWN, Handling.H3), True)
    with acting_as(by):
        entry = Entry.objects.filter(action="source.grade").latest("pk")
    assert (entry.detail["before"], entry.detail["after"]) == ("X4 H0", "B2 H1")
    assert entry.detail["statements"] == 1


def test_lines_become_things_and_what_is_there_is_not_made_twice(setting: Setting) -> None:
    case, by, source = setting
    add(setting, "Phone", number="069123456")
    lines = "+373 69 123 456\n069123457\n\n069123457\nx\x00\n112\n"
    key = uuid4()
    with acting_as(by):
        added = [
            add_several(
                by=by, case_id=case.pk, source_id=source.pk, schema="Phone", lines=lines,
                request_key=key,
            )
            for _time in range(2)
        ]  # fmt: skip
        assert Entity.objects.filter(case=case, schema="Phone").count() == 3
    assert (added[0].new, added[0].known, [n for n, _why in added[0].refused]) == (2, 1, [5])
    assert added[1].new == 0
    with acting_as(by), pytest.raises(Invalid):
        add_several(
            by=by, case_id=case.pk, source_id=source.pk, schema="Phone", lines="\n", request_key=key
        )


def test_a_thing_is_said_to_be_an_exhibit_once(setting: Setting) -> None:
    case, by, source = setting
    entity, exhibit = add(setting, "Device", model="Invented"), uuid4()
    with acting_as(by):
        times = [
            tie_exhibit(
                by=by, case_id=case.pk, entity_id=entity.pk, source_id=source.pk, exhibit=exhibit
            )
            for _time in range(2)
        ]
        assert ids_of(facts_of(by, case, entity), "exhibit") == [exhibit]
    assert times == [1, 0]


def test_entries_hold_no_value(setting: Setting) -> None:
    entity = add(setting, name="Ion Inventat")
    withdraw(setting, entity, "name")
    with acting_as(setting[1]):
        written = {entry.action: str(entry.detail) for entry in Entry.objects.all()}
    assert {"entity.add", "statement.withdraw", "source.add"} <= written.keys()
    assert not any("Inventat" in text for text in written.values())
