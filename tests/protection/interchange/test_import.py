"""A file comes in: the good rows whole, the bad ones listed, nothing twice, nothing merged."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from punte.core.access.door import acting_as
from punte.core.errors import Conflict, Invalid, NotHere, Refused
from punte.core.ledger.door import Entry
from punte.core.vault.door import Kind, find_subjects, open_identity
from punte.protection.assistance.models import AssistanceFile
from punte.protection.interchange import background, passing
from punte.protection.interchange.actions.imports import (
    Choice,
    Upload,
    begin_import,
    choose_columns,
    get_run,
    start_import,
    stop_import,
)
from punte.protection.interchange.forgetting import forget_files
from punte.protection.interchange.models import ImportRun, Kept, Reject
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
)
from tests.support.database import as_role
from tests.support.worlds import World, viewer

BAD = ["8", "Rea-Test", "Inventata", "31/31/1990", "purple", "ForcedLabour"]


def test_a_file_comes_in_as_the_worker(world: World) -> None:
    by = world.supervisor
    run = bring_in(by, as_csv([HEAD, ANA, BAD]))
    assert (run.state, run.good, run.bad, run.known, run.alike) == ("done", 1, 1, 0, 0)
    with acting_as(by):
        person = Person.objects.visible_to(by).get()
        assert (person.sex, person.age_band, person.exploitation) == ("female", "adult", "labour")
        assert person.owner == by.agency_audience
        assert person.audiences == [by.agency_audience]
        assert find_subjects(by, "Inventata Ana-Test") == [person.id]
        opened = open_identity(
            by=by, subject=person.id, kinds=[Kind.BIRTH_DATE], reason="a test of it"
        )
        assert opened == {Kind.BIRTH_DATE: ["1990-05-07"]}
        assert Kept.objects.visible_to(by).get().values["prs_Gender"] == "Feminine"
        assert Entry.objects.filter(action="person.import", subject=person.id).count() == 1


def test_a_bad_row_is_listed_with_column_and_reason_and_not_what_it_says(world: World) -> None:
    by = world.supervisor
    run = check(by, begin(by, as_csv([HEAD, BAD])))
    assert (run.state, run.good, run.bad) == ("checked", 0, 1)
    with acting_as(by):
        found = (
            Reject.objects.visible_to(by)
            .order_by("column")
            .values_list("row", "column", "reason", "shown")
        )
        assert list(found) == [
            (2, "Date of birth", "not_a_date", "99/99/9999"),
            (2, "Gender", "unknown_code", "aaaaaa"),
        ]


def test_a_dry_run_writes_no_person(world: World) -> None:
    by = world.supervisor
    run = check(by, begin(by, as_csv([HEAD, ANA])))
    assert (run.good, run.bad) == (1, 0)
    with acting_as(by):
        assert not Person.objects.visible_to(by).exists()


def test_the_same_file_again_brings_nothing_twice(world: World) -> None:
    by = world.supervisor
    bring_in(by, as_csv([HEAD, ANA]))
    again = bring_in(by, as_csv([HEAD, ANA, [*ANA[:2], "Other-Test", *ANA[3:]]]))
    assert (again.good, again.known, again.bad) == (0, 1, 1)
    with acting_as(by):
        reject = Reject.objects.visible_to(by).get(run=again, attempt=again.attempt)
        assert reject.reason == "changed_since"
        assert Person.objects.visible_to(by).count() == 1


def test_likeness_is_counted_and_never_merged(world: World) -> None:
    by = world.supervisor
    bring_in(by, as_csv([HEAD, ANA]))
    other = ["70", "Ana-Test", "Inventată", "1990-05-07", "Feminine", "ForcedBegging"]
    run = bring_in(by, as_csv([HEAD, other]))
    assert (run.good, run.alike) == (1, 1)
    with acting_as(by):
        assert Person.objects.visible_to(by).count() == 2


def test_two_rows_of_one_file_are_alike_too(world: World) -> None:
    by = world.supervisor
    run = check(by, begin(by, as_csv([HEAD, ANA, ["9", *ANA[1:]]])))
    assert (run.good, run.alike) == (2, 1)


def test_a_broken_run_goes_on_where_it_stood(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    by = world.supervisor
    monkeypatch.setattr(passing, "BATCH", 2)
    rows = [[str(n), f"Test-{n}", "Inventata", "1990-05-07", "F", "ForcedLabour"] for n in range(5)]
    run = check(by, begin(by, as_csv([HEAD, *rows])))
    real, calls = passing.bring, iter([True, False])

    def breaks(*args: Any) -> None:
        real(*args)
        if not next(calls):
            raise RuntimeError("the machine went down")

    monkeypatch.setattr(passing, "bring", breaks)
    with acting_as(by):
        start_import(by=by, run=run.id)
    with as_role("punte_worker"), pytest.raises(RuntimeError):
        background.bring_all(run.id)
    with acting_as(by):
        half = get_run(by, run.id)
        assert (half.state, half.position, half.good) == ("failed", 2, 2)
        assert Person.objects.visible_to(by).count() == 2
    monkeypatch.setattr(passing, "bring", real)
    done = bring(by, half)
    assert (done.state, done.position, done.good, done.known) == ("done", 5, 5, 0)
    with acting_as(by):
        assert Person.objects.visible_to(by).count() == 5


def test_another_worker_with_the_same_run_is_halted(world: World) -> None:
    by = world.supervisor
    run = bring_in(by, as_csv([HEAD, ANA]))
    with as_role("punte_worker"), pytest.raises(passing.Halted):
        background.bring_all(run.id)


def test_dates_in_doubt_are_asked_once_per_column(world: World) -> None:
    by = world.supervisor
    row = [*ANA[:3], "03/04/1990", *ANA[4:]]
    run = begin(by, as_csv([HEAD, row]))
    with acting_as(by), pytest.raises(Invalid, match="Date of birth"):
        choose_columns(by=by, run=run.id, choices=choices_of(run))
    run = bring(by, check(by, run, prs_Birthdate="month_first"))
    with acting_as(by):
        person = Person.objects.visible_to(by).get()
        born = open_identity(by=by, subject=person.id, kinds=["birth_date"], reason="a test of it")
        assert born == {Kind.BIRTH_DATE: ["1990-03-04"]}


def test_a_closed_case_becomes_a_closed_file(world: World) -> None:
    by = world.supervisor
    head = [*HEAD, "cas_Status", "pun_FileClosedAt"]
    bring_in(by, as_csv([head, [*ANA, "ClosedReferred", "2025-03-01"]]))
    with acting_as(by):
        file = AssistanceFile.objects.visible_to(by).get()
        assert (file.state, file.closed_at.date().isoformat()[:7]) == ("closed", "2025-02")


def test_others_see_nothing_of_an_import(world: World) -> None:
    run = bring_in(world.supervisor, as_csv([HEAD, ANA, BAD]))
    other = viewer(world.ngo, "supervisor")
    with acting_as(other):
        with pytest.raises(NotHere):
            get_run(other, run.id)
        assert not Reject.objects.visible_to(other).exists()
        assert not Kept.objects.visible_to(other).exists()


def test_a_role_without_the_permission_brings_nothing(world: World) -> None:
    upload = Upload(name="x.csv", head=b"a", chunks=[b"a"])
    with acting_as(world.coordinator), pytest.raises(Refused):
        begin_import(by=world.coordinator, source="x", upload=upload, request_key=uuid4())


def test_who_lost_the_role_meanwhile_brings_nothing(world: World) -> None:
    from punte.core.agencies.door import Membership

    by = world.supervisor
    run = check(by, begin(by, as_csv([HEAD, ANA])))
    with acting_as(by):
        start_import(by=by, run=run.id)
    Membership.objects.filter(account_id=by.account_id).update(role="coordinator")
    with as_role("punte_worker"):
        with pytest.raises(passing.Halted):
            background.bring_all(run.id)
        left = ImportRun.objects.get(id=run.id)
    assert (left.state, left.failure) == ("failed", "no_role")


def test_nothing_is_chosen_while_it_runs_or_when_rows_are_in(world: World) -> None:
    by = world.supervisor
    run = bring_in(by, as_csv([HEAD, ANA]))
    with acting_as(by):
        with pytest.raises(Conflict):
            choose_columns(by=by, run=run.id, choices=choices_of(run))
        with pytest.raises(Conflict):
            start_import(by=by, run=run.id)
        with pytest.raises(Conflict):
            stop_import(by=by, run=run.id)


@pytest.mark.parametrize(
    "choices",
    [
        [Choice("prs_FirstName")],
        [Choice("prs_Nothing")] * 6,
        [Choice("prs_FirstName")] * 6,
        [Choice("")] * 6,
        [Choice("prs_FirstName", "sideways"), *[Choice("")] * 5],
    ],
)
def test_a_choice_that_means_nothing_is_refused(world: World, choices: list[Choice]) -> None:
    run = begin(world.supervisor, as_csv([HEAD, ANA]))
    with acting_as(world.supervisor), pytest.raises(Invalid):
        choose_columns(by=world.supervisor, run=run.id, choices=choices)


def test_a_saved_choice_reads_the_next_file(world: World) -> None:
    by = world.supervisor
    head = ["A", "B"]
    run = begin(by, as_csv([head, ["x", "y"]]))
    with acting_as(by):
        chosen = [Choice("pun_SourceId"), Choice("prs_FirstName")]
        choose_columns(by=by, run=run.id, choices=chosen, save_as="Partner A")
    second = begin(by, as_csv([head, ["z", "w"]]))
    assert [c["field"] for c in second.columns] == ["pun_SourceId", "prs_FirstName"]
    assert second.said["spec"] == "Partner A"


def test_the_file_is_forgotten_when_it_has_done_its_service(world: World) -> None:
    from datetime import timedelta

    from django.utils import timezone

    run = bring_in(world.supervisor, as_csv([HEAD, ANA]))
    with as_role("punte_worker"):
        assert forget_files(timezone.now()) == 0
        assert forget_files(timezone.now() + timedelta(days=8)) == 1
        assert ImportRun.objects.get(id=run.id).file_id is None


@pytest.mark.parametrize(
    ("data", "name", "failure"),
    [
        (b"\x00\x01\x02" * 50, "x.csv", "not_text"),
        (b"a,b\n", "x.json", "broken_json"),
        (b"PK\x03\x04nothing", "x.xlsx", "not_a_workbook"),
        (b"\n\n", "x.csv", "empty"),
    ],
)
def test_an_unreadable_file_says_why(world: World, data: bytes, name: str, failure: str) -> None:
    run = begin(world.supervisor, data, name)
    assert run.state == "failed"
    assert run.failure.partition(":")[0] == failure
    assert not work_is_left(run)


def work_is_left(run: ImportRun) -> bool:
    return run.busy or run.may_map or run.may_go_on
