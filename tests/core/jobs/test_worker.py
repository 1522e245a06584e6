"""What the worker does, done by a real one under its own role."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any

import psycopg
import pytest
from django.core import mail
from django.db import connection
from django.utils import timezone

from punte.core.access.door import DataClass, Grant, Purpose, Viewer, give_grant
from punte.core.deadlines.door import Clock, start_clock
from punte.core.ids import new_id
from punte.core.jobs import tasks
from punte.core.jobs.calls import make_due_calls
from punte.core.notices import tasks as notices_tasks
from punte.core.notices.models import Notice
from punte.core.notices.tasks import mail_account
from tests.core.jobs.worker import run_worker, states
from tests.support.database import CopiedDatabase, connected_to
from tests.support.worlds import World, acting_as, viewer


@pytest.fixture
def world(copied: CopiedDatabase) -> Iterator[World]:
    """People in a database that the worker sees too; what is done here is done by the web."""
    with connected_to(copied):
        yield World()


def overdue_clock(world: World, began: datetime) -> Clock:
    """The desk's answer to a referral of the unit, long overdue."""
    by = world.coordinator
    with acting_as(by):
        clock = start_clock(
            by=by,
            measure="referral.answer",
            jurisdiction="RO",
            record=new_id(),
            about_kind="referral",
            about_id=new_id(),
            owner=by.agency_audience,
            audiences=[],
            responsible=world.desk.audience,
            url="/deadlines/",
            start=began,
        )
    assert clock is not None
    return clock


def told(who: Viewer) -> list[str]:
    with acting_as(who):
        kinds = Notice.objects.filter(account_id=who.account_id).order_by("kind")
        return list(kinds.values_list("kind", flat=True))


def test_the_worker_calls_the_desk_and_climbs_its_chain(
    copied: CopiedDatabase, world: World
) -> None:
    desk, lead = world.caseworker, viewer(world.ngo, "supervisor")
    overdue_clock(world, timezone.now() - timedelta(days=60))
    tasks.tick_deadlines.defer(timestamp=0)
    with connected_to(copied, "punte_worker"):
        run_worker()
        assert set(states("jobs.tick_deadlines")) == {("succeeded",)}
        assert make_due_calls(timezone.now()) == 0
        with connection.cursor() as cursor:
            cursor.execute("UPDATE escalation_run SET next_at = began_at")
    assert [told(one) for one in (desk, lead)] == [["deadline_missed"], []]
    tasks.climb_chains.defer(timestamp=0)
    with connected_to(copied, "punte_worker"):
        run_worker()
    assert [told(one) for one in (desk, lead)] == [["deadline_missed"], ["escalation"]]
    assert told(world.coordinator) == []


def test_a_clock_that_comes_near_warns_before_it_is_late(
    copied: CopiedDatabase, world: World
) -> None:
    desk = world.caseworker
    clock = overdue_clock(world, timezone.now())
    with connected_to(copied, "punte_worker"):
        assert make_due_calls(clock.warn_at - timedelta(seconds=1)) == 0
        assert make_due_calls(clock.warn_at) == 1
    assert told(desk) == ["deadline_near"]


def test_two_workers_make_each_call_once(copied: CopiedDatabase, world: World) -> None:
    desk = world.caseworker
    for _ in range(25):
        overdue_clock(world, timezone.now() - timedelta(days=60))
    with connected_to(copied, "punte_worker"):

        def work(_: int) -> int:
            try:
                return make_due_calls(timezone.now())
            finally:
                connection.close()

        with ThreadPoolExecutor(4) as pool:
            made = sum(pool.map(work, range(4)))
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM deadlines_clock_call")
            assert cursor.fetchone() == (25,)
    assert made == 25
    assert told(desk) == ["deadline_missed"] * 25


def test_access_that_ran_out_is_ended(copied: CopiedDatabase, world: World) -> None:
    by, record = world.coordinator, new_id()
    with acting_as(by):
        give_grant(
            by=by,
            record=record,
            owner=by.agency_audience,
            audience=world.desk.audience,
            classes=[DataClass.OPERATIONAL],
            purpose=Purpose.SERVICE,
            source="referral",
            source_id=new_id(),
            ends_at=timezone.now() + timedelta(hours=1),
        )
    with psycopg.connect(copied.owner_url, autocommit=True) as owner:
        owner.execute(
            "UPDATE access_grant SET given_at = now() - interval '2 d',"
            " ends_at = now() - interval '1 d'"
        )
    tasks.sweep_grants.defer(timestamp=0)
    with connected_to(copied, "punte_worker"):
        run_worker()
        assert set(states("jobs.sweep_grants")) == {("succeeded",)}
        assert Grant.objects.get(record=record).ended_at is not None


def test_what_a_killed_worker_left_is_done_after_all(copied: CopiedDatabase, world: World) -> None:
    account = world.officer.account_id
    mail_account.defer(account_id=account)
    mail_account.configure(queueing_lock="once").defer(account_id=account)
    with psycopg.connect(copied.owner_url, autocommit=True) as owner:
        owner.execute("UPDATE procrastinate_jobs SET status = 'doing'")
    later = mail_account.configure(queueing_lock="once", schedule_in={"hours": 1})
    later.defer(account_id=account)
    tasks.revive.defer(timestamp=0)
    with connected_to(copied, "punte_worker"):
        run_worker()
        run_worker()
        # The first is done; the second's work waits already, so it is not queued beside it.
        assert states("notices.mail_account") == [("succeeded",), ("todo",)]
    assert len(mail.outbox) == 1


def test_an_e_mail_that_fails_is_tried_again_later(
    copied: CopiedDatabase, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: Any) -> None:
        raise ConnectionRefusedError("no mail server")

    monkeypatch.setattr(notices_tasks, "send_mail", broken)
    account = world.officer.account_id
    mail_account.defer(account_id=account)
    with connected_to(copied, "punte_worker"):
        run_worker()
        (found,) = states("notices.mail_account", "status, attempts, scheduled_at")
    status, attempts, later = found
    assert (status, attempts) == ("todo", 1)
    assert later > timezone.now()


def test_finished_jobs_are_forgotten_and_the_cleaning_itself_succeeds(
    copied: CopiedDatabase, world: World
) -> None:
    mail_account.defer(account_id=world.officer.account_id)
    with connected_to(copied, "punte_worker"):
        run_worker()
    with psycopg.connect(copied.owner_url, autocommit=True) as owner:
        owner.execute("UPDATE procrastinate_events SET at = now() - interval '8 d'")
    tasks.clean_up.defer(timestamp=0)
    with connected_to(copied, "punte_worker"):
        run_worker()
        assert states("notices.mail_account") == []
        assert ("succeeded",) in states("jobs.clean_up")
