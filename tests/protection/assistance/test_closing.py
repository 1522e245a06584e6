"""Closing, following up, opening again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from punte.core.access.door import acting_as
from punte.core.deadlines.door import clocks_about
from punte.core.errors import Conflict, Invalid, NotHere, Refused
from punte.protection.assistance import registry
from punte.protection.assistance.actions.caseworker import assign_caseworker
from punte.protection.assistance.actions.follow_up import Try
from punte.protection.assistance.actions.hold import hold_file
from punte.protection.assistance.models import AssistanceFile, Closure, FollowUp, FollowUpTry
from punte.protection.assistance.models.words import FollowUpState, ReopenReason
from punte.protection.assistance.queries.follow_ups import follow_ups_due, follow_ups_to_do
from tests.protection.assistance.acts import again, assess_clock, attempt, close, ending, reopen
from tests.support.worlds import World, viewer

SAFE = Try(reached=True, safe="yes", note="Works, has friends.")
MISSED = Try(reached=False)


@pytest.fixture
def open_work() -> Iterator[list[int]]:
    """Something of a room above that is still open, and what was told to it."""
    settled: list[int] = []
    check = registry.ClosingCheck(
        "Parcels under way", lambda viewer, file: 2, lambda by, file: settled.append(1)
    )
    registry.register_closing_check(check)
    yield settled
    registry._CHECKS.remove(check)


def pending(world: World) -> list[FollowUp]:
    with acting_as(world.coordinator) as by:
        return list(follow_ups_to_do(by))


def test_closing_plans_four_follow_ups_with_their_clocks(
    world: World, file: AssistanceFile
) -> None:
    closure = close(world.coordinator, file, ending=ending(county="Cahul", country="MD"))
    after = again(world.coordinator, file)
    assert (after.state, after.close_reason) == ("closed", "goals")
    assert closure.county == "Cahul"
    rows = pending(world)
    assert [row.months for row in rows] == [1, 3, 6, 12]
    with acting_as(world.coordinator) as by:
        clocks = clocks_about(by, [file.id, *(row.id for row in rows)])
    assert file.id not in clocks
    for row in rows:
        [clock] = clocks[row.id]
        assert timezone.localdate(clock.due_at) == row.due_on


def test_the_same_form_closes_once(world: World, file: AssistanceFile) -> None:
    key = uuid4()
    assert close(world.coordinator, file, request_key=key) == close(
        world.coordinator, file, request_key=key
    )
    assert len(pending(world)) == 4
    with pytest.raises(Conflict):
        close(world.coordinator, file)


@pytest.mark.parametrize("reason", ["died", "mistake"])
def test_nobody_is_asked_after_some_endings(
    world: World, file: AssistanceFile, reason: str
) -> None:
    close(world.coordinator, file, ending=ending(reason=reason))
    assert pending(world) == []


def test_open_work_is_named_unless_it_may_stay(
    world: World, file: AssistanceFile, open_work: list[int]
) -> None:
    with pytest.raises(Conflict, match="Parcels under way: 2"):
        close(world.coordinator, file)
    assert open_work == []
    closure = close(world.coordinator, file, ending=ending(left_open=True))
    assert closure.left_open == [["Parcels under way", 2]]
    assert open_work == [1]


@pytest.mark.parametrize(
    "wrong",
    [
        {"reason": "because"},
        {"reason": "transferred"},
        {"summary": "short"},
        {"summary": "x" * 4001},
        {"safety_plan": "x" * 4001},
        {"country": "Q9"},
    ],
)
def test_bad_endings_close_nothing(
    world: World, file: AssistanceFile, wrong: dict[str, str]
) -> None:
    with pytest.raises(Invalid):
        close(world.coordinator, file, ending=ending(**wrong))
    assert again(world.coordinator, file).state == "open"


def test_an_older_page_closes_nothing(world: World, file: AssistanceFile) -> None:
    with acting_as(world.coordinator) as by:
        assign_caseworker(
            by=by,
            file=file.id,
            account=world.second_coordinator.account_id,
            request_key=uuid4(),
            version=file.version,
        )
    with pytest.raises(Conflict):
        close(world.coordinator, file, version=file.version)
    assert again(world.coordinator, file).state == "open"


def test_who_may_close_and_who_may_not(world: World, file: AssistanceFile) -> None:
    with pytest.raises(NotHere):
        close(world.caseworker, file)
    with pytest.raises(Refused):
        close(viewer(world.unit, "analyst"), file)
    assert close(world.supervisor, file)


def test_a_closed_file_refuses_work(world: World, file: AssistanceFile) -> None:
    close(world.coordinator, file)
    with acting_as(world.coordinator) as by:
        with pytest.raises(Conflict):
            hold_file(by, file.id)
        with pytest.raises(Conflict):
            assign_caseworker(by=by, file=file.id, account=by.account_id, request_key=uuid4())


def test_reaching_somebody_meets_the_clock(world: World, file: AssistanceFile) -> None:
    close(world.coordinator, file)
    row = pending(world)[0]
    key = uuid4()
    done = attempt(world.coordinator, row, SAFE, request_key=key)
    attempt(world.coordinator, row, SAFE, request_key=key)
    assert done.state == FollowUpState.DONE
    with acting_as(world.coordinator) as by:
        assert clocks_about(by, [row.id]) == {}
        assert FollowUpTry.objects.get().note == "Works, has friends."
    with pytest.raises(Conflict):
        attempt(world.coordinator, row, SAFE)
    assert len(pending(world)) == 3


def test_tries_in_vain_are_counted_and_may_end(world: World, file: AssistanceFile) -> None:
    close(world.coordinator, file)
    row = pending(world)[0]
    with pytest.raises(Invalid, match="3"):
        attempt(world.coordinator, row, Try(reached=False, give_up=True))
    for tries in (1, 2):
        assert attempt(world.coordinator, row, MISSED).tries == tries
    lost = attempt(world.coordinator, row, Try(reached=False, give_up=True))
    assert (lost.state, lost.tries) == (FollowUpState.LOST, 3)
    with acting_as(world.coordinator) as by:
        assert clocks_about(by, [row.id]) == {}


def test_a_follow_up_asks_whether_they_are_safe(world: World, file: AssistanceFile) -> None:
    close(world.coordinator, file)
    row = pending(world)[0]
    for safe in ("", "perhaps"):
        with pytest.raises(Invalid):
            attempt(world.coordinator, row, Try(reached=True, safe=safe))
    with pytest.raises(Conflict):
        attempt(world.coordinator, row, SAFE, version=row.version + 1)
    with pytest.raises(NotHere):
        attempt(world.caseworker, row, SAFE)
    with pytest.raises(Refused):
        attempt(viewer(world.unit, "analyst"), row, SAFE)


def test_reopening_stops_what_was_to_follow(world: World, file: AssistanceFile) -> None:
    close(world.coordinator, file)
    rows = pending(world)
    key = uuid4()
    opened = reopen(world.coordinator, file, request_key=key)
    assert reopen(world.coordinator, file, request_key=key).version == opened.version
    assert (opened.state, opened.closed_at, opened.close_reason) == ("open", None, "")
    assert pending(world) == []
    with acting_as(world.coordinator) as by:
        clocks = clocks_about(by, [file.id, *(row.id for row in rows)])
        assert assess_clock(by, file)
        assert set(clocks) == {file.id}
    with pytest.raises(Conflict):
        attempt(world.coordinator, rows[0], SAFE)
    close(world.coordinator, file)
    with acting_as(world.coordinator):
        assert Closure.objects.count() == 2


def test_reopening_asks_why_and_who(world: World, file: AssistanceFile) -> None:
    with pytest.raises(Conflict):
        reopen(world.coordinator, file)
    close(world.coordinator, file)
    with pytest.raises(Invalid):
        reopen(world.coordinator, file, reason=ReopenReason.OTHER)
    with pytest.raises(NotHere):
        reopen(world.caseworker, file)
    with pytest.raises(Conflict):
        reopen(world.coordinator, file, version=1)


def test_only_what_is_due_is_due(world: World, file: AssistanceFile) -> None:
    close(world.coordinator, file)
    with acting_as(world.coordinator) as by:
        assert not follow_ups_due(by).exists()
        later = timezone.localdate() + timedelta(days=100)
        assert [row.months for row in follow_ups_due(by, until=later)] == [1, 3]
    with acting_as(world.caseworker) as by:
        assert not follow_ups_due(by, until=later).exists()
