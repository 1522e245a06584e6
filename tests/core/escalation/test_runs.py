"""Who is told when, by a chain that climbs: all times are given, none pass."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from punte.core.access.door import Viewer
from punte.core.agencies.door import Account, Membership
from punte.core.deadlines.door import Clock, hours_at_work, meet_clock, pause_clock, start_clock
from punte.core.errors import NotHere
from punte.core.escalation import actions, chain_actions
from punte.core.escalation.models import Run
from punte.core.escalation.rules import Step
from punte.core.ids import new_id
from punte.core.jobs.calls import make_due_calls
from punte.core.ledger.door import Entry
from punte.core.notices.models import Notice, Preferences
from punte.core.notices.tasks import mail_account
from tests.support.database import as_role
from tests.support.worlds import AgencyFactory, World, acting_as, viewer

HOUR = timedelta(hours=1)
SUNDAY = datetime(2027, 6, 6, 12, tzinfo=UTC)


@pytest.fixture
def lead(world: World) -> Viewer:
    return viewer(world.ngo, "supervisor")


@pytest.fixture
def watch(world: World) -> Viewer:
    """Oversight of the desk's country."""
    return viewer(AgencyFactory(jurisdiction=world.ro, kind="oversight"), "oversight")


@pytest.fixture
def people(world: World, lead: Viewer, watch: Viewer) -> list[Viewer]:
    return [world.caseworker, lead, world.foreign_coordinator, watch]


def overdue(world: World, *, urgent: bool = True) -> Clock:
    """The desk's answer to a referral of the unit."""
    by = world.coordinator
    with acting_as(by):
        clock = start_clock(
            by=by,
            measure="referral.answer_urgent" if urgent else "referral.answer",
            jurisdiction="RO",
            record=new_id(),
            about_kind="referral",
            about_id=new_id(),
            owner=by.agency_audience,
            audiences=[],
            responsible=world.desk.audience,
            url="/deadlines/",
            start=SUNDAY - timedelta(days=40),
        )
    assert clock is not None
    return clock


def climb(now: datetime) -> int:
    """The worker's minute: missed clocks, then chains."""
    with as_role("punte_worker"):
        make_due_calls(now)
        return actions.climb_due(now=now)


def counts(people: list[Viewer]) -> list[int]:
    """How many notices each has had."""
    with as_role("punte_worker"):
        return [Notice.objects.filter(account_id=one.account_id).count() for one in people]


def suspend(*people: Viewer) -> None:
    accounts = [one.account_id for one in people]
    Membership.objects.filter(account_id__in=accounts).update(state="suspended")


def newest(one: Viewer) -> Notice:
    with as_role("punte_worker"):
        return Notice.objects.filter(account_id=one.account_id).latest("sent_at")


def test_each_step_is_told_at_its_hour_and_never_twice(world: World, people: list[Viewer]) -> None:
    overdue(world)
    reached = [(0, [1, 0, 0, 0]), (2, [1, 1, 0, 0]), (8, [1, 1, 1, 0]), (24, [1, 1, 1, 1])]
    for hours, told in reached:
        if hours:
            climb(SUNDAY + hours * HOUR - timedelta(seconds=1))
            assert sum(counts(people)) == sum(told) - 1
        for _again in range(2):
            climb(SUNDAY + hours * HOUR)
            assert counts(people) == told
    assert climb(SUNDAY + timedelta(days=99)) == 0
    assert newest(people[0]).kind == "deadline_missed"
    assert newest(people[3]).kind == "escalation"
    with acting_as(world.coordinator):
        assert Entry.objects.filter(action="escalation.tell").count() == 4


def test_what_is_not_urgent_climbs_in_hours_of_work(world: World, people: list[Viewer]) -> None:
    overdue(world, urgent=False)
    climb(SUNDAY)
    climb(datetime(2027, 6, 7, 13, 59, tzinfo=UTC))  # Monday, a minute before 17 in Bucharest
    assert counts(people) == [1, 0, 0, 0]
    climb(datetime(2027, 6, 7, 14, 0, tzinfo=UTC))
    assert counts(people) == [1, 1, 0, 0]
    assert newest(people[1]).urgent is False


def test_seeing_to_it_stops_the_chain_for_all(world: World, people: list[Viewer]) -> None:
    overdue(world)
    climb(SUNDAY)
    climb(SUNDAY + 2 * HOUR)
    with acting_as(people[1]) as by:
        assert actions.see_to(by=by, notice_id=newest(people[1]).pk)
    with acting_as(people[0]) as by:
        assert not actions.see_to(by=by, notice_id=newest(people[0]).pk)
    climb(SUNDAY + timedelta(days=30))
    assert counts(people) == [1, 1, 0, 0]
    with acting_as(world.coordinator):
        assert Entry.objects.filter(action="escalation.see_to").count() == 1


def test_only_who_was_told_sees_to_it(world: World, people: list[Viewer]) -> None:
    overdue(world)
    climb(SUNDAY)
    with acting_as(people[1]) as by:
        assert not Run.objects.exists()
        with pytest.raises(NotHere):
            actions.see_to(by=by, notice_id=newest(people[0]).pk)
    with acting_as(people[0]):
        assert Run.objects.count() == 1


@pytest.mark.parametrize("how", ["met", "paused"])
def test_a_clock_that_is_met_or_waits_calls_nobody(
    world: World, people: list[Viewer], how: str
) -> None:
    clock = overdue(world)
    climb(SUNDAY)
    with acting_as(world.caseworker) as by:
        close: Any = {"met": meet_clock, "paused": pause_clock}[how]
        close(by=by, about_id=clock.about_id, measure=clock.measure)
    climb(SUNDAY + timedelta(days=30))
    assert counts(people) == [1, 0, 0, 0]


def test_a_step_where_nobody_works_is_passed_over_at_once(
    world: World, people: list[Viewer]
) -> None:
    overdue(world)
    suspend(people[0], people[1])
    climb(SUNDAY)
    assert counts(people) == [0, 0, 1, 0]
    climb(SUNDAY + 8 * HOUR)
    assert counts(people) == [0, 0, 1, 0]
    climb(SUNDAY + 24 * HOUR)
    assert counts(people) == [0, 0, 1, 1]


def test_a_crowd_at_a_step_is_told_by_few(world: World, people: list[Viewer]) -> None:
    unit = AgencyFactory(jurisdiction=world.ro, kind="coordination")
    crowd = [viewer(unit, "coordinator") for _one in range(9)]
    overdue(world)
    for hours in (0, 2, 8):
        climb(SUNDAY + hours * HOUR)
    assert sum(counts([people[2], *crowd])) == 3


def test_it_is_never_lost_though_all_are_suspended(world: World, people: list[Viewer]) -> None:
    overdue(world)
    suspend(*people)
    climb(SUNDAY)
    assert counts(people) == [0, 0, 0, 0]
    Membership.objects.filter(account_id=people[3].account_id).update(state="active")
    climb(SUNDAY + HOUR)
    assert counts(people) == [0, 0, 0, 1]


def test_a_chain_without_oversight_ends_with_it_when_nobody_is_left(
    world: World, people: list[Viewer]
) -> None:
    manager = viewer(world.ngo, "manager")
    with acting_as(manager):
        for after, place in enumerate((3, 2, 1)):
            chain_actions.remove_step(
                by=manager, agency_id=world.ngo.pk, urgent=True, after=after, place=place
            )
    overdue(world)
    suspend(people[0])
    climb(SUNDAY)
    assert counts(people) == [0, 0, 0, 1]


def test_an_agency_s_own_chain_names_desks_people_and_stand_ins(
    world: World, people: list[Viewer]
) -> None:
    manager, other = viewer(world.ngo, "manager"), world.other_caseworker
    named = [f"desk:{world.other_desk.pk}", f"account:{manager.account_id}", "stand_in"]
    with acting_as(manager):
        for after, who in enumerate(named):
            chain_actions.add_step(
                by=manager,
                agency_id=world.ngo.pk,
                urgent=True,
                after=after,
                step=Step(who, after),
            )
    colleague = viewer(world.ngo, "caseworker")
    with as_role("punte_owner"):
        Preferences.objects.create(
            account_id=people[0].account_id, language="en", stand_in=colleague.account_id
        )
    overdue(world)
    climb(SUNDAY)
    assert counts([people[0], other, manager, colleague]) == [1, 1, 0, 0]
    climb(SUNDAY + HOUR)
    climb(SUNDAY + 2 * HOUR)
    assert counts([manager, colleague, people[1]]) == [1, 1, 1]


def test_who_stands_in_for_somebody_away_is_told_unless_suspended(
    world: World, people: list[Viewer]
) -> None:
    colleague, today = viewer(world.ngo, "caseworker"), timezone.localdate()
    with as_role("punte_owner"):
        Preferences.objects.create(
            account_id=people[0].account_id,
            language="en",
            stand_in=colleague.account_id,
            away_from=today,
            away_until=today,
            muted=["deadline_missed"],
        )
    overdue(world)
    climb(SUNDAY)
    assert counts([people[0], colleague]) == [1, 1]
    suspend(colleague)
    overdue(world)
    climb(SUNDAY)
    assert counts([people[0], colleague]) == [2, 1]


def test_the_e_mail_names_nobody(world: World, people: list[Viewer], settings: Any) -> None:
    settings.EMAIL_HOST = "mail.invalid"
    clock = overdue(world)
    climb(SUNDAY)
    mail_account(account_id=people[0].account_id)
    body = str(mail.outbox[0].body) + str(mail.outbox[0].subject)
    assert Account.objects.get(pk=people[0].account_id).name not in body
    assert str(clock.record) not in body
    assert "referral" not in body.lower()


@pytest.mark.parametrize(
    ("start", "hours", "end"),
    [
        (datetime(2027, 6, 5, 10, tzinfo=UTC), 0, datetime(2027, 6, 7, 5, tzinfo=UTC)),
        (datetime(2027, 6, 4, 13, tzinfo=UTC), 2, datetime(2027, 6, 7, 6, tzinfo=UTC)),
        (datetime(2027, 6, 7, 20, tzinfo=UTC), 9, datetime(2027, 6, 9, 14, tzinfo=UTC)),
        (datetime(2027, 6, 7, 6, tzinfo=UTC), 8, datetime(2027, 6, 7, 14, tzinfo=UTC)),
    ],
)
def test_hours_of_work(start: datetime, hours: int, end: datetime) -> None:
    free = {date(2027, 6, 8)}
    assert hours_at_work(start, hours, free, "Europe/Bucharest") == end
