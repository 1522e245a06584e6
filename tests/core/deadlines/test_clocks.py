from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.db.utils import ProgrammingError
from django.utils import timezone, translation

from punte.core.access.door import Viewer
from punte.core.deadlines import actions, queries, starting
from punte.core.deadlines.data_messages import MESSAGES
from punte.core.deadlines.models import Clock, ClockCall, Holiday, Rule
from punte.core.deadlines.rules import Stage, State
from punte.core.errors import NotHere
from punte.core.ids import new_id
from punte.core.ledger.models import Entry
from tests.support.database import as_role
from tests.support.worlds import World, acting_as


def start(world: World, by: Viewer | None = None, **changes: Any) -> Clock | None:
    """A clock on the desk's answer to the unit's referral."""
    by = by or world.coordinator
    values: dict[str, Any] = {
        "measure": "referral.answer",
        "jurisdiction": "RO",
        "record": new_id(),
        "about_kind": "referral",
        "about_id": new_id(),
        "owner": by.agency_audience,
        "audiences": [world.desk.audience],
        "responsible": world.desk.audience,
        "url": "/referrals/",
        **changes,
    }
    return starting.start_clock(by=by, **values)


def started(world: World, **changes: Any) -> Clock:
    clock = start(world, **changes)
    assert clock is not None
    return clock


def test_both_sides_see_it_and_only_the_responsible_must_act(world: World) -> None:
    with acting_as(world.coordinator):
        clock = started(world)
        assert not queries.my_clocks(world.coordinator).exists()
        assert [row.pk for row in queries.waiting_clocks(world.coordinator)] == [clock.pk]
    with acting_as(world.caseworker):
        assert [row.pk for row in queries.my_clocks(world.caseworker)] == [clock.pk]
    with acting_as(world.other_caseworker):
        assert not Clock.objects.filter(pk=clock.pk).exists()


def test_starting_twice_starts_once_with_one_entry(world: World) -> None:
    about = new_id()
    with acting_as(world.coordinator):
        first, second = (started(world, about_id=about) for _ in range(2))
        assert first.pk == second.pk
        assert Entry.objects.filter(action="deadline.start").count() == 1


def test_a_clock_on_a_foreign_thing_is_refused(world: World) -> None:
    about = new_id()
    with acting_as(world.coordinator):
        started(world, about_id=about)
    with acting_as(world.officer), pytest.raises(NotHere):
        started(world, by=world.officer, about_id=about, audiences=[], responsible=None)


def test_without_a_rule_there_is_no_clock(world: World) -> None:
    with acting_as(world.coordinator):
        assert start(world, measure="referral.unheard_of") is None


def test_the_country_s_own_rule_goes_before_the_general(world: World) -> None:
    with acting_as(world.coordinator):
        own = started(world, measure="reflection_period", jurisdiction=world.ro.code)
        general = started(world, measure="reflection_period", jurisdiction="XX")
    assert (own.term, general.term) == (90, 30)


def test_holidays_of_the_country_lengthen_working_days(world: World) -> None:
    began = timezone.make_aware(datetime(2027, 11, 29, 10))  # noqa: DTZ001  a Monday
    assert world.ro
    with acting_as(world.coordinator):
        clock = started(world, measure="referral.info", start=began)
    assert timezone.localdate(clock.due_at) == date(2027, 12, 3)  # 30 Nov and 1 Dec are free


def test_pausing_and_resuming_moves_the_due_time(world: World) -> None:
    with acting_as(world.coordinator):
        clock = started(world)
        key: dict[str, Any] = {"by": world.coordinator, "about_id": clock.about_id}
        key["measure"] = "referral.answer"
        actions.pause_clock(**key)
        paused = actions.pause_clock(**key)
        assert paused is not None
        assert paused.state == State.PAUSED
        Clock.objects.filter(pk=clock.pk).update(paused_at=timezone.now() - timedelta(hours=30))
        resumed = actions.resume_clock(**key)
        actions.resume_clock(**key)
    assert resumed is not None
    moved = resumed.due_at - clock.due_at
    assert timedelta(hours=30) <= moved < timedelta(hours=30, minutes=5)
    assert resumed.paused_total == moved
    assert resumed.next_at == resumed.warn_at
    with acting_as(world.coordinator):
        entries = Entry.objects.filter(subject=clock.record).values_list("action", flat=True)
        assert sorted(entries) == ["deadline.pause", "deadline.resume", "deadline.start"]


def test_what_waited_past_its_time_is_met_and_not_missed(world: World) -> None:
    with acting_as(world.coordinator):
        clock = started(world, start=timezone.now() - timedelta(days=9))
        key: dict[str, Any] = {"by": world.coordinator, "about_id": clock.about_id}
        key["measure"] = "referral.answer"
        actions.pause_clock(**key)
        asked = clock.started_at + timedelta(days=1)
        Clock.objects.filter(pk=clock.pk).update(paused_at=asked)
        met = actions.meet_clock(**key)
    assert met is not None
    assert (met.state, met.missed_at) == (State.MET, None)
    assert timedelta(days=8) <= met.paused_total < timedelta(days=8, minutes=5)


def test_meeting_closes_once_and_a_new_one_may_begin(world: World) -> None:
    with acting_as(world.coordinator):
        clock = started(world)
    key: dict[str, Any] = {"by": world.caseworker, "about_id": clock.about_id}
    with acting_as(world.caseworker):
        met = actions.meet_clock(**key, measure="referral.answer")
        assert met is not None
        assert met.state == State.MET
        assert actions.meet_clock(**key, measure="referral.answer") is None
    with acting_as(world.coordinator):
        assert started(world, about_id=clock.about_id).pk != clock.pk


def test_strangers_can_neither_meet_nor_stop(world: World) -> None:
    with acting_as(world.coordinator):
        clock = started(world)
    with acting_as(world.officer):
        key: dict[str, Any] = {"by": world.officer, "about_id": clock.about_id}
        assert actions.meet_clock(**key, measure="referral.answer") is None
        assert actions.stop_clocks(**key) == 0
    with acting_as(world.coordinator):
        assert actions.stop_clocks(by=world.coordinator, about_id=clock.about_id) == 1
        assert actions.stop_clocks(by=world.coordinator, about_id=clock.about_id) == 0


def calls(now: datetime) -> list[tuple[UUID, Stage]]:
    with as_role("punte_worker"):
        return [(clock.pk, stage) for clock, stage in actions.take_calls(now=now)]


def test_each_call_is_handed_out_once_and_lateness_is_kept(world: World) -> None:
    with acting_as(world.coordinator):
        clock = started(world)
        second = timedelta(seconds=1)
        assert calls(clock.warn_at - second) == []
        assert calls(clock.warn_at) == [(clock.pk, Stage.NEAR)]
        assert calls(clock.warn_at) == []
        assert calls(clock.due_at + second) == [(clock.pk, Stage.MISSED)]
        clock.refresh_from_db()
        assert clock.missed_at == clock.due_at
        late = clock.due_at + timedelta(days=30)
        assert calls(late) == []


def test_a_period_that_was_granted_ends_and_is_not_missed(world: World) -> None:
    with acting_as(world.coordinator):
        clock = started(world, measure="reflection_period")
        assert calls(clock.due_at + timedelta(seconds=1)) == []
        clock.refresh_from_db()
        assert (clock.met_at, clock.missed_at) == (clock.due_at, None)


@pytest.mark.parametrize("closing", ["meet", "stop", "pause"])
def test_a_closed_or_paused_clock_calls_nobody(world: World, closing: str) -> None:
    with acting_as(world.coordinator):
        clock = started(world)
        key: dict[str, Any] = {"by": world.coordinator, "about_id": clock.about_id}
        if closing == "stop":
            actions.stop_clocks(**key)
        else:
            act = {"meet": actions.meet_clock, "pause": actions.pause_clock}[closing]
            act(**key, measure=clock.measure)
        assert calls(clock.due_at + timedelta(days=300)) == []


def test_clocks_about_many_things_come_in_one_query(
    world: World, django_assert_num_queries: Any
) -> None:
    with acting_as(world.coordinator):
        first, second = started(world), started(world)
        with django_assert_num_queries(1):
            found = queries.clocks_about(
                world.coordinator, [first.about_id, second.about_id, new_id()]
            )
        assert set(found) == {first.about_id, second.about_id}
        history = queries.clock_history(world.coordinator, first.about_id)
        assert [clock.pk for clock in history] == [first.pk]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE deadlines_rule SET term = 1",
        "DELETE FROM deadlines_rule",
        "UPDATE deadlines_holiday SET name = ''",
        "SELECT * FROM deadlines_clock_call",
        "DELETE FROM deadlines_clock",
    ],
)
def test_what_the_web_role_may_not_touch(db: None, statement: str) -> None:
    with pytest.raises(ProgrammingError, match="permission denied"), connection.cursor() as cursor:
        cursor.execute(statement)


def test_the_table_s_words_are_those_that_translators_see(db: None) -> None:
    assert set(Rule.objects.values_list("source", flat=True)) == set(MESSAGES)
    with translation.override("ro"):
        assert all(rule.source_words != rule.source for rule in Rule.objects.all())
        assert all(day.name_words != day.name for day in Holiday.objects.all())


def test_the_table_begins_with_unverified_rules_that_name_a_source(db: None) -> None:
    assert Rule.objects.count() >= 13
    assert not Rule.objects.filter(verified=True).exists()
    assert not Rule.objects.filter(source="").exists()
    years = Holiday.objects.filter(jurisdiction="RO", day__year=2026)
    assert years.count() == 16
    assert ClockCall._meta.db_table == "deadlines_clock_call"
