"""What comes in is a full file: clocks run, rooms know it, somebody has it or nobody yet."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from punte.core.access.door import acting_as
from punte.core.agencies.door import Membership
from punte.core.deadlines.door import clock_history
from punte.core.errors import Invalid
from punte.core.ledger.door import Entry
from punte.core.notices.models import Notice
from punte.protection.assistance.models import AssistanceFile, FileEvent
from punte.protection.caseload.queries.review import loads
from punte.protection.interchange import background
from punte.protection.interchange.actions.imports import choose_columns, start_import
from punte.protection.interchange.models import ImportRun
from punte.protection.persons.models import Person
from tests.protection.interchange.making import (
    ANA,
    HEAD,
    as_csv,
    begin,
    bring,
    bring_in,
    check,
    choices_of,
    work,
)
from tests.support.worlds import World, viewer

FULL = [*HEAD, "cas_Status"]
CHILD = ["9", "Ilie-Test", "Inventatul", "2019-01-02", "Masculine", "ForcedBegging", "Active"]


def measures(world: World, file: AssistanceFile) -> list[str]:
    return sorted(clock.measure for clock in clock_history(world.supervisor, file.id))


def test_open_files_begin_like_any_other(world: World) -> None:
    by = world.supervisor
    bring_in(by, as_csv([FULL, [*ANA, "Active"], CHILD]))
    with acting_as(by):
        adult, child = AssistanceFile.objects.visible_to(by).order_by("age_band")
        assert measures(world, adult) == ["assistance.assess", "justice.rights"]
        assert measures(world, child) == [
            "assistance.assess", "child.best_interests", "child.guardian", "justice.rights",
        ]  # fmt: skip
        for file, entries in ((adult, 4), (child, 7)):
            event = FileEvent.objects.visible_to(by).get(file=file)
            assert (event.kind, event.by_id) == ("taken_in", by.account_id)
            assert Entry.objects.filter(subject=file.person_id).count() == entries
        assert Entry.objects.filter(action="assistance.open").count() == 2


def test_closed_files_are_history_alone(world: World) -> None:
    by = world.supervisor
    bring_in(by, as_csv([FULL, [*ANA, "Closed"]]))
    with acting_as(by):
        file = AssistanceFile.objects.visible_to(by).get()
        assert measures(world, file) == []
        assert FileEvent.objects.visible_to(by).get(file=file).kind == "taken_in"
        assert not Entry.objects.filter(action="assistance.open").exists()


def chosen(world: World, caseworker: int | None) -> ImportRun:
    by, run = world.supervisor, begin(world.supervisor, as_csv([FULL, [*ANA, "Active"]]))
    with acting_as(by):
        choices = choices_of(run)
        choose_columns(by=by, run=run.id, choices=choices, caseworker=caseworker)
    return work(run, background.check_all)


def test_files_go_to_the_chosen_caseworker_who_is_told_once(world: World) -> None:
    by, colleague = world.supervisor, world.coordinator
    run = bring(by, chosen(world, colleague.account_id))
    assert run.state == "done"
    with acting_as(by):
        file = AssistanceFile.objects.visible_to(by).get()
        assert file.caseworker_id == colleague.account_id
        assert Person.objects.visible_to(by).get().caseworker_id == colleague.account_id
        clocks = clock_history(by, file.id)
        assert {clock.responsible for clock in clocks} == {colleague.account_audience}
    with acting_as(colleague):
        told = Notice.objects.filter(account_id=colleague.account_id)
        assert [notice.kind for notice in told] == ["hand_over"]


def test_without_a_caseworker_they_stand_in_the_review(world: World) -> None:
    by = world.supervisor
    bring(by, chosen(world, None))
    with acting_as(by):
        file = AssistanceFile.objects.visible_to(by).get()
        assert file.caseworker_id is None
        assert {clock.responsible for clock in clock_history(by, file.id)} == {file.owner}
        assert [(load.account, load.open) for load in loads(by)] == [(None, 1)]


def test_files_go_to_nobody_of_another_agency(world: World) -> None:
    other = viewer(world.ngo, "caseworker")
    with pytest.raises(Invalid, match="colleague"):
        chosen(world, other.account_id)


def test_who_left_meanwhile_gets_no_files(world: World) -> None:
    by, leaver = world.supervisor, world.coordinator
    run = chosen(world, leaver.account_id)
    Membership.objects.filter(account_id=leaver.account_id).update(state="left")
    run = bring(by, run)
    assert (run.state, run.caseworker_id) == ("done", None)
    with acting_as(by):
        assert AssistanceFile.objects.visible_to(by).get().caseworker_id is None


def test_more_rows_are_no_more_statements(world: World) -> None:
    """What one batch asks of the database does not grow with its rows."""
    by = world.supervisor

    def statements(first: int, last: int) -> int:
        rows = [[str(n), *CHILD[1:]] for n in range(first, last)]
        run = check(by, begin(by, as_csv([FULL, *rows])))
        with acting_as(by):
            start_import(by=by, run=run.id)
        with CaptureQueriesContext(connection) as queries:
            work(run, background.bring_all)
        return len(queries)

    statements(0, 60)  # what is read once and remembered
    few, many = statements(100, 160), statements(200, 360)
    assert many <= few + 3  # a pseudonym that is taken is drawn again
