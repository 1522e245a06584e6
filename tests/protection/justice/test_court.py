"""Court dates have a clock; the story is told once."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from punte.core.access.door import acting_as
from punte.core.deadlines.door import clocks_about
from punte.core.errors import Conflict, Invalid, NotHere, Refused
from punte.protection.assistance.door import held_by, timeline_of
from punte.protection.justice.actions.common import start_justice
from punte.protection.justice.actions.hearing import CourtDate, change_hearing, move_hearing
from punte.protection.justice.actions.statement import end_statement, join_statement
from punte.protection.justice.door import hearings_between, sessions_between
from punte.protection.justice.models import StatementAsk
from punte.protection.justice.models.words import (
    ClaimMove,
    HearingKind,
    HearingMove,
    SessionState,
)
from tests.protection.assistance.acts import ask, reopen, step
from tests.protection.justice.making import ASK, claim_of, file_of, go, hear, plan
from tests.support.files import make_file
from tests.support.persons import make_consent, make_person
from tests.support.worlds import World, viewer

HOUR = timedelta(hours=1)


def test_a_date_is_prepared_changed_and_cancelled(world: World) -> None:
    with acting_as(world.coordinator) as by:
        row = hear(by, file_of(by))
        [clock] = clocks_about(by, [row.id])[row.id]
        assert clock.due_at == row.at
        move_hearing(by=by, hearing=row.id, version=1, move=HearingMove.PREPARE)
        assert clocks_about(by, [row.id]) == {}
        later = CourtDate(HearingKind.VERDICT, row.at + HOUR, "Another Court", goes=by.account_id)
        moved = change_hearing(by=by, hearing=row.id, version=2, day=later)
        assert (moved.state, moved.goes_id) == ("planned", by.account_id)
        assert clocks_about(by, [row.id])[row.id][0].due_at == later.at
        with pytest.raises(Invalid, match="not come yet"):
            move_hearing(by=by, hearing=row.id, version=3, move=HearingMove.HOLD)
        with pytest.raises(Conflict):
            move_hearing(by=by, hearing=row.id, version=2, move=HearingMove.CANCEL)
        move_hearing(by=by, hearing=row.id, version=3, move=HearingMove.CANCEL)
        assert clocks_about(by, [row.id]) == {}
        with pytest.raises(Conflict):
            move_hearing(by=by, hearing=row.id, version=4, move=HearingMove.PREPARE)


def test_a_file_taken_over_owes_nothing_where_it_was_until_it_opens_there_again(
    world: World,
) -> None:
    assert world.caseworker
    with acting_as(world.coordinator) as by:
        person = make_person(by)
        file = make_file(by, person)
        make_consent(by, person, world.ngo)
        start_justice(by, [file])
        row = hear(by, file)
        claim = claim_of(by, file)
        go(by, claim, ClaimMove.LODGE)
        things = [file.id, row.id, claim.id]
        assert set(clocks_about(by, things)) == {*things}
    step(world.caseworker, ask(world.coordinator, file, world.desk), "accept")
    with acting_as(world.coordinator) as by:
        assert clocks_about(by, things) == {}
    with acting_as(world.caseworker) as by:
        assert not clocks_about(by, things)
    reopen(world.coordinator, file)
    with acting_as(world.coordinator) as by:
        measures = {clock.measure for found in clocks_about(by, things).values() for clock in found}
        assert measures >= {"justice.rights", "justice.hearing", "justice.claim"}


def test_nobody_goes_nothing_is_prepared_and_no_stranger_goes(world: World) -> None:
    with acting_as(world.coordinator) as by:
        row = hear(by, file_of(by), goes_words="")
        with pytest.raises(Invalid, match="who goes"):
            move_hearing(by=by, hearing=row.id, version=1, move=HearingMove.PREPARE)
        with pytest.raises(Invalid, match="colleague"):
            hear(by, file_of(by), goes=world.caseworker.account_id)
        past = hear(by, file_of(by), at=timezone.now() - HOUR)
        assert clocks_about(by, [past.id]) == {}
        assert (
            move_hearing(
                by=by, hearing=past.id, version=1, move=HearingMove.HOLD, words="Put off."
            ).outcome
            == "Put off."
        )


def test_the_calendar_shows_one_s_own_agency_with_the_class(world: World) -> None:
    start = timezone.now()
    with acting_as(world.caseworker) as by:
        file = file_of(by)
        near = hear(by, file, at=start + HOUR)
        hear(by, file, at=start + timedelta(days=9))
        gone = hear(by, file, at=start + HOUR)
        move_hearing(by=by, hearing=gone.id, version=1, move=HearingMove.CANCEL)
        plan(by, file, at=start + HOUR)
        week = (start, start + timedelta(days=7))
        assert list(hearings_between(by, *week)) == [near]
        assert len(sessions_between(by, *week)) == 1
        assert len(timeline_of(by, file, held_by(file))) == 4
    for other in (world.coordinator, viewer(world.ngo, "shelter_manager")):
        with acting_as(other) as by:
            assert list(hearings_between(by, *week)) == []
            assert timeline_of(by, file, held_by(file)) == []


def test_a_second_telling_must_say_why(world: World) -> None:
    with acting_as(world.coordinator) as by:
        file = file_of(by)
        first = plan(by, file)
        with pytest.raises(Invalid, match="tell it again"):
            plan(by, file)
        end_statement(
            by=by, session=first.id, version=1, state=SessionState.CANCELLED, recorded=None
        )
        plan(by, file)
        assert plan(by, file, why_again="The other court takes no recording.").why_again


def test_others_join_and_later_take_the_recording(world: World) -> None:
    with acting_as(world.coordinator) as by:
        row = plan(by, file_of(by))
        assert not join_statement(by=by, session=row.id, ask=ASK, request_key=uuid4()).reuse
        for recorded, keeper in ((None, ""), (True, " ")):
            with pytest.raises(Invalid):
                end_statement(
                    by=by, session=row.id, version=1, state=SessionState.HELD,
                    recorded=recorded, kept_by=keeper,
                )  # fmt: skip
        end_statement(
            by=by, session=row.id, version=1, state=SessionState.HELD, recorded=True,
            kept_by="Invented Prosecution",
        )  # fmt: skip
        key = uuid4()
        assert join_statement(by=by, session=row.id, ask=ASK, request_key=key).reuse
        join_statement(by=by, session=row.id, ask=ASK, request_key=key)
        assert StatementAsk.objects.filter(session=row).count() == 3
        with pytest.raises(Conflict):
            end_statement(
                by=by, session=row.id, version=2, state=SessionState.CANCELLED, recorded=None
            )


def test_without_a_recording_there_is_nothing_to_take(world: World) -> None:
    with acting_as(world.coordinator) as by:
        row = plan(by, file_of(by))
        end_statement(by=by, session=row.id, version=1, state=SessionState.HELD, recorded=False)
        with pytest.raises(Conflict, match="no recording"):
            join_statement(by=by, session=row.id, ask=ASK, request_key=uuid4())
        ahead = plan(by, row.file, at=timezone.now() + HOUR, why_again="It was not recorded.")
        with pytest.raises(Invalid, match="not come yet"):
            end_statement(
                by=by, session=ahead.id, version=1, state=SessionState.HELD, recorded=False
            )


def test_strangers_find_nothing(world: World) -> None:
    with acting_as(world.coordinator) as by:
        row, session = hear(by, file := file_of(by)), plan(by, file)
    with acting_as(world.foreign_coordinator) as by:
        with pytest.raises(NotHere):
            move_hearing(by=by, hearing=row.id, version=1, move=HearingMove.PREPARE)
        with pytest.raises(NotHere):
            join_statement(by=by, session=session.id, ask=ASK, request_key=uuid4())
    with acting_as(viewer(world.unit, "health_worker")) as by, pytest.raises(Refused):
        hear(by, file)
