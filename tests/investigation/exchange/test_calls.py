"""Call records come into a case: the good rows whole, the bad ones listed, all of it undoable."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from punte.core.access.door import acting_as
from punte.core.database.beat import Halted
from punte.core.errors import Conflict, Invalid, NotHere, Refused
from punte.core.ledger.door import Entry
from punte.investigation.cases.actions.team import end_member
from punte.investigation.cases.models import Case, Member
from punte.investigation.exchange import background, passing
from punte.investigation.exchange.actions.imports import start_import, undo_import
from punte.investigation.exchange.building.rows import make_of
from punte.investigation.exchange.models import ImportedEntity, ListImport
from punte.investigation.exchange.queries import get_run
from punte.investigation.exchange.shown import preview_of
from punte.investigation.subjects.door import (
    links_of,
    search_entities,
    sources_of,
    statements_of,
    things_of,
    ties_of,
)
from tests.investigation.exchange.making import (
    CALLS,
    FIRST,
    SECOND,
    as_csv,
    begin,
    bring,
    bring_in,
    check,
    reasons,
    work,
)
from tests.support.cases import in_team, make_case
from tests.support.database import as_role
from tests.support.worlds import World


@pytest.fixture
def own(world: World) -> tuple[Case, Any]:
    return make_case(world.investigator)


def test_calls_come_in_as_the_worker(own: tuple[Case, Any]) -> None:
    case, by = own
    run = bring_in(by, case, [CALLS, FIRST, SECOND])
    assert (run.state, run.good, run.bad, run.made, run.links) == ("done", 2, 0, 3, 2)
    with acting_as(by):
        phones = {phone.caption: phone for phone in things_of(by, case)}
        assert set(phones) == {"+373 600 00 001", "+373 600 00 002", "+373 600 00 003"}
        first, _second = links_of(by, case).order_by("started_at")
        # Chisinau is two hours ahead of UTC in winter.
        assert first.started_at == datetime(2026, 1, 2, 8, 0, tzinfo=UTC)
        assert first.ended_at == datetime(2026, 1, 2, 8, 1, 5, tzinfo=UTC)
        said = {s.prop: (s.value, s.original) for s in statements_of(by, [first.pk])}
        assert said["startDate"] == ("2026-01-02T08:00:00+00:00", "02.01.2026 10:00:00")
        assert said["duration"] == ("65", "")
        assert said["cell"] == ("MD-0001", "")
        assert said["imei"][1] == "490154203237518"
        source = sources_of(by, case).get()
        assert (source.kind, source.grade, run.sha256 in source.note) == ("calls", "X4", True)
        (tie,) = (t for t in ties_of(by, [phones["+373 600 00 001"].pk]))
        assert (tie.schema, tie.count) == ("Call", 1)
        row = ImportedEntity.objects.visible_to(by).get(entity=first)
        assert (row.row, row.run_id) == (2, run.pk)
        assert Entry.objects.filter(action="list.bring", subject=case.pk).count() == 1


def test_a_clock_that_was_wrong_is_corrected_and_what_it_said_is_kept(
    own: tuple[Case, Any],
) -> None:
    case, by = own
    run = begin(by, case, as_csv([CALLS, FIRST]))
    bring(by, check(by, run, offset=-60, zone="UTC"))
    with acting_as(by):
        call = links_of(by, case).get()
        assert call.started_at == datetime(2026, 1, 2, 9, 0, tzinfo=UTC)
        start = statements_of(by, [call.pk]).get(prop="startDate")
        assert start.original == "02.01.2026 10:00:00"


def test_a_phone_that_the_case_knows_is_met_and_not_made_again(own: tuple[Case, Any]) -> None:
    case, by = own
    bring_in(by, case, [CALLS, FIRST])
    run = check(by, begin(by, case, as_csv([CALLS, FIRST, SECOND])))
    assert (run.made, run.known) == (1, 2)
    assert [told["things"][0][2] for told in run.preview] == [False, False]
    told = dict(preview_of(run)[0]["links"][0]["said"])
    assert "T10:00" not in told["When"]
    assert "2026" in told["When"]
    bring(by, run)
    with acting_as(by):
        assert things_of(by, case).count() == 3
        (phone,) = search_entities(by, "37360000002", case=case.pk).entities
        assert statements_of(by, [phone.pk]).filter(prop="number").count() == 2


def test_another_cases_phones_are_not_met(world: World, own: tuple[Case, Any]) -> None:
    case, by = own
    bring_in(by, case, [CALLS, FIRST])
    other, by = make_case(by)
    run = check(by, begin(by, other, as_csv([CALLS, FIRST])))
    assert (run.made, run.known) == (2, 0)


def test_bad_rows_are_listed_with_cell_and_reason(own: tuple[Case, Any]) -> None:
    case, by = own
    rows = [
        CALLS,
        ["anonim", "060000002", "02.01.2026 10:00", "1", "", ""],
        ["060000001", "", "02.01.2026 10:00", "1", "", ""],
        ["060000001", "060000002", "31.02.2026 10:00", "long", "", ""],
        ["060000001", "060000002", "02.01.1900 10:00", "1", "", ""],
        ["060000001", "060000002", "02.01.2099 10:00", "1", "", ""],
        FIRST,
        FIRST,
        [*FIRST, "=cmd|' /C calc'!A0"],
    ]
    run = check(by, begin(by, case, as_csv(rows)))
    assert (run.state, run.good, run.bad) == ("checked", 1, 7)
    assert reasons(by, run) == [
        (2, "Numar A", "hidden", "anonim"),
        (3, "Numar B", "missing", ""),
        (4, "Data apel", "not_a_moment", "31.02.2026 10:00"),
        (4, "Durata", "not_a_duration", "long"),
        (5, "Data apel", "out_of_time", "02.01.1900 10:00"),
        (6, "Data apel", "out_of_time", "02.01.2099 10:00"),
        (8, "", "twice", ""),
        (9, "", "too_many_cells", "=cmd|' /C calc'!A0"),
    ]
    with acting_as(by):
        assert not things_of(by, case).exists()


def test_the_same_file_again_is_refused_unless_it_is_wanted(own: tuple[Case, Any]) -> None:
    case, by = own
    bring_in(by, case, [CALLS, FIRST])
    with pytest.raises(Conflict, match="Invented Telecom"):
        begin(by, case, as_csv([CALLS, FIRST]))
    assert begin(by, case, as_csv([CALLS, FIRST]), again=True).state == "mapping"


def test_a_file_that_came_in_meanwhile_is_refused_at_the_start(own: tuple[Case, Any]) -> None:
    case, by = own
    late, early = (check(by, begin(by, case, as_csv([CALLS, FIRST]))) for _ in range(2))
    with acting_as(by):
        start_import(by=by, case_id=case.pk, run_id=early.pk)
    with pytest.raises(Conflict, match="meanwhile"), acting_as(by):
        start_import(by=by, case_id=case.pk, run_id=late.pk)
    assert work(early.pk, background.bring_all).state == "done"
    with pytest.raises(Conflict, match="meanwhile"), acting_as(by):
        start_import(by=by, case_id=case.pk, run_id=late.pk)


def test_nothing_is_half_saved(own: tuple[Case, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    case, by = own
    monkeypatch.setattr(passing, "BATCH", 1)
    run = check(by, begin(by, case, as_csv([CALLS, FIRST, SECOND])))
    make, calls = make_of("calls"), iter([False, True])

    def breaks(row: Any, put: Any) -> None:
        make(row, put)
        if next(calls):
            raise RuntimeError("the machine went away")

    monkeypatch.setattr(passing, "make_of", lambda _kind, _owner: breaks)
    with pytest.raises(RuntimeError):
        bring(by, run)
    with acting_as(by):
        run = get_run(by, case.pk, run.pk)
        assert (run.state, run.failure, run.may_start) == ("failed", "fault", True)
        assert not things_of(by, case).exists()


def test_undoing_withdraws_and_hides_and_deletes_nothing(own: tuple[Case, Any]) -> None:
    case, by = own
    bring_in(by, case, [CALLS, FIRST])
    run = bring_in(by, case, [CALLS, FIRST, SECOND])
    with acting_as(by):
        undo_import(by=by, case_id=case.pk, run_id=run.pk, reason="Of another order, invented.")
    assert work(run.pk, background.undo_all).state == "undone"
    with acting_as(by):
        assert sorted(things_of(by, case).values_list("caption", flat=True)) == [
            "+373 600 00 001", "+373 600 00 002",
        ]  # fmt: skip
        assert links_of(by, case).count() == 1
        assert not search_entities(by, "37360000003", case=case.pk).entities
        assert sources_of(by, case).count() == 2
        assert ImportedEntity.objects.visible_to(by).filter(run=run).count() == 3
    again = bring_in(by, case, [CALLS, FIRST, SECOND])
    assert (again.state, again.made, again.known) == ("done", 1, 2)


def test_what_another_source_leads_to_stays(own: tuple[Case, Any]) -> None:
    case, by = own
    run = bring_in(by, case, [CALLS, FIRST])
    bring_in(by, case, [CALLS, SECOND])
    with acting_as(by):
        undo_import(by=by, case_id=case.pk, run_id=run.pk, reason="Of another order, invented.")
    work(run.pk, background.undo_all)
    with acting_as(by):
        assert sorted(things_of(by, case).values_list("caption", flat=True)) == [
            "+373 600 00 002", "+373 600 00 003",
        ]  # fmt: skip


def test_who_may_bring_lists_in_and_who_may_not(world: World, own: tuple[Case, Any]) -> None:
    case, by = own
    run = begin(by, case, as_csv([CALLS, FIRST]))
    analyst = in_team(case, by, world.crime_analyst)
    with acting_as(analyst):
        assert get_run(analyst, case.pk, run.pk) == run
    stranger = world.second_investigator
    with acting_as(stranger), pytest.raises(NotHere):
        get_run(stranger, case.pk, run.pk)
    keeper = world.evidence_keeper
    with acting_as(keeper), pytest.raises(Refused):
        get_run(keeper, case.pk, run.pk)
    with acting_as(stranger):
        assert not ListImport.objects.visible_to(stranger).exists()


def test_who_left_the_team_meanwhile_brings_nothing_in(world: World, own: tuple[Case, Any]) -> None:
    case, by = own
    analyst = in_team(case, by, world.crime_analyst)
    run = check(analyst, begin(analyst, case, as_csv([CALLS, FIRST])))
    with acting_as(analyst):
        start_import(by=analyst, case_id=case.pk, run_id=run.pk)
    with acting_as(by):
        member = Member.objects.get(case=case, account=analyst.account_id, until=None)
        case.refresh_from_db()
        end_member(by=by, case_id=case.pk, member_id=member.pk, version=case.version)
    with pytest.raises(Halted):
        work(run.pk, background.bring_all)
    with as_role("punte_worker"):
        failed = ListImport.objects.get(id=run.pk)
    assert (failed.state, failed.failure) == ("failed", "gone")


def test_a_closed_case_takes_nothing_in(own: tuple[Case, Any]) -> None:
    case, by = own
    run = check(by, begin(by, case, as_csv([CALLS, FIRST])))
    with acting_as(by):
        start_import(by=by, case_id=case.pk, run_id=run.pk)
        Case.objects.visible_to(by).filter(pk=case.pk).update(
            stage="closed", closed_at=run.moved_at, closing="no_offence"
        )
    assert work(run.pk, background.bring_all).failure == "closed"
    with acting_as(by):
        assert not things_of(by, case).exists()


def test_columns_that_leave_out_what_is_needed_are_refused(own: tuple[Case, Any]) -> None:
    case, by = own
    run = begin(by, case, as_csv([["Numar A", "Note"], ["060000001", "x"]]))
    with pytest.raises(Invalid, match="Called"):
        check(by, run)


def test_an_unknown_kind_is_refused(own: tuple[Case, Any]) -> None:
    case, by = own
    for kind in ("nonsense", "thing:Call", "thing:"):
        with pytest.raises(Invalid):
            begin(by, case, b"a;b\n1;2\n", kind=kind)
