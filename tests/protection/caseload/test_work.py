"""Tasks, reviews and the calendar."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from punte.core.access.door import Viewer, acting_as
from punte.core.agencies.door import Handing
from punte.core.errors import Conflict, Invalid, NotHere, Refused
from punte.core.ledger.door import Entry
from punte.core.notices.models import Notice
from punte.protection.assistance.door import AssistanceFile
from punte.protection.caseload import agenda
from punte.protection.caseload.actions.review import Word, review_file
from punte.protection.caseload.actions.tasks import (
    count_tasks,
    give_task,
    hand_over_tasks,
    set_done,
)
from punte.protection.caseload.agenda import Kind, cut_short, span, step_from, weeks
from punte.protection.caseload.door import tasks_due
from punte.protection.caseload.models import Task
from punte.protection.caseload.models.review import Outcome
from punte.protection.caseload.queries.review import loads, reviews_of, to_review
from punte.protection.caseload.views.calendar import SHOWN
from tests.protection.caseload.conftest import MakeFile
from tests.support.signs import client_of
from tests.support.worlds import World


def a_task(by: Viewer, **values: Any) -> Task:
    given = {"words": "Buy a ticket", "account": by.account_id, "request_key": uuid4(), **values}
    with acting_as(by):
        return give_task(by=by, **given)


def at(name: str, *args: object) -> str:
    return reverse(f"protection:{name}", args=args)


def test_a_task_is_given_told_and_done(world: World, helper: Viewer, new_file: MakeFile) -> None:
    file = new_file()
    row = a_task(
        world.coordinator,
        account=helper.account_id,
        file=file.id,
        due_on=timezone.localdate(),
    )
    with acting_as(helper) as by:
        assert tasks_due(by).count() == 1
        assert [notice.kind for notice in Notice.objects.all()] == ["task_given"]
        set_done(by=by, task=row.id, done=True)
        set_done(by=by, task=row.id, done=True)
        assert tasks_due(by).count() == 0
        set_done(by=by, task=row.id, done=False)
        assert tasks_due(by).count() == 1
    actions = list(
        Entry.objects.filter(action__startswith="task.").values_list("action", "subject")
    )
    assert sorted(actions) == sorted(
        (f"task.{verb}", file.person_id) for verb in ("give", "finish", "reopen")
    )


def test_tasks_stay_in_the_agency(world: World, new_file: MakeFile) -> None:
    row = a_task(world.coordinator)
    stranger = world.foreign_coordinator
    with acting_as(stranger) as by:
        with pytest.raises(NotHere):
            set_done(by=by, task=row.id, done=True)
        with pytest.raises(NotHere):
            give_task(
                by=by,
                words="x",
                account=by.account_id,
                file=new_file().id,
                request_key=uuid4(),
            )
    with pytest.raises(Invalid):
        a_task(world.coordinator, account=stranger.account_id)
    with pytest.raises(Invalid):
        a_task(world.coordinator, words="  ")
    closed = new_file(state="closed", closed_at=timezone.now())
    with pytest.raises(Conflict):
        a_task(world.coordinator, file=closed.id)
    with pytest.raises(Refused):
        a_task(world.officer)


def test_a_leavers_tasks_go_to_the_heir(world: World, helper: Viewer) -> None:
    a_task(world.coordinator, account=helper.account_id)
    done = a_task(world.coordinator, account=helper.account_id)
    heir = world.coordinator.account_id
    with acting_as(world.coordinator) as by:
        set_done(by=by, task=done.id, done=True)
        handing = Handing(by=by, agency_id=by.agency_id, leaver=helper.account_id, heir=heir)
        assert count_tasks(handing) == 1
        assert hand_over_tasks(handing) == 1
        assert count_tasks(handing) == 0


def test_my_tasks_in_groups(world: World, new_file: MakeFile) -> None:
    today, by = timezone.localdate(), world.coordinator
    a_task(by, words="Late one", due_on=today - timedelta(days=2), file=new_file().id)
    a_task(by, words="Now", due_on=today)
    a_task(by, words="Soon", due_on=today + timedelta(days=3))
    a_task(by, words="Far", due_on=today + timedelta(days=30))
    a_task(by, words="Whenever")
    client = client_of(by)
    groups = client.get(at("tasks")).context["groups"]
    assert [(name, [str(e.words) for e in entries]) for name, entries in groups] == [
        ("Late", ["Late one"]),
        ("Today", ["Now"]),
        ("Next 7 days", ["Soon"]),
        ("Later", ["Far"]),
        ("No day", ["Whenever"]),
    ]
    first = groups[1][1][0]
    assert client.post(at("task_done", first.task)).status_code == 302
    page = client.get(at("tasks"))
    assert [task.words for task in page.context["done"]] == ["Now"]
    assert client.post(at("task_done", first.task), {"undo": "1"}).status_code == 302


def test_the_page_of_tasks_asks_the_same_for_one_and_many(world: World, new_file: MakeFile) -> None:
    client, counts = client_of(world.coordinator), []
    a_task(world.coordinator, file=new_file().id)
    for _ in range(2):
        client.get(at("tasks"))
        with CaptureQueriesContext(connection) as caught:
            client.get(at("tasks"))
        counts.append(len(caught))
        for _more in range(4):
            a_task(world.coordinator, file=new_file().id)
    assert counts[0] == counts[1] <= 22


def test_writing_a_task_by_page(world: World, helper: Viewer, new_file: MakeFile) -> None:
    file, client = new_file(), client_of(world.coordinator)
    values = {"words": "Ask for papers", "account": helper.account_id, "once": str(uuid4())}
    assert client.post(at("new_file_task", file.id), values).status_code == 302
    assert client.post(at("new_file_task", file.id), values).status_code == 302
    assert client.post(at("new_task"), {**values, "account": 0}).context["form"].errors
    assert client.get(at("new_task")).status_code == 200
    assert [task.words for task in client.get(at("tasks")).context["given"]] == ["Ask for papers"]


def test_a_review_is_kept_and_told(world: World, new_file: MakeFile) -> None:
    file = new_file()
    soon = timezone.localdate() + timedelta(days=7)
    word = Word(Outcome.CHANGES, "A plan is missing.", soon)
    with acting_as(world.supervisor) as by:
        key = uuid4()
        review_file(by=by, file=file.id, word=word, request_key=key, version=file.version)
        review_file(by=by, file=file.id, word=word, request_key=key)
        assert [row.note for row in reviews_of(by, file)] == ["A plan is missing."]
        for wrong in (Word(Outcome.CHANGES), Word(Outcome.AGREED, "", timezone.localdate())):
            with pytest.raises(Invalid):
                review_file(by=by, file=file.id, word=wrong, request_key=uuid4())
        with pytest.raises(Conflict):
            review_file(by=by, file=file.id, word=word, request_key=uuid4(), version=99)
    with acting_as(world.coordinator) as by:
        assert [notice.kind for notice in Notice.objects.all()] == ["file_reviewed"]
        with pytest.raises(Refused):
            review_file(by=by, file=file.id, word=word, request_key=uuid4())


def test_files_are_due_to_be_looked_through(world: World, new_file: MakeFile) -> None:
    _fresh, old, looked, again = (new_file() for _ in range(4))
    ago = timezone.now() - timedelta(days=60)
    with acting_as(world.supervisor) as by:
        rows = AssistanceFile.objects.filter(pk__in=[old.pk, looked.pk, again.pk])
        rows.update(opened_at=ago, changed_at=ago)
        tomorrow = timezone.localdate() + timedelta(days=1)
        for file, day in ((looked, None), (again, tomorrow)):
            word = Word(Outcome.AGREED, "", day)
            review_file(by=by, file=file.id, word=word, request_key=uuid4())
        assert {row.id for row in to_review(by)} == {old.id}
        load = loads(by)
        assert [(row.open, row.untouched, row.overdue) for row in load] == [(4, 3, 0)]


def test_the_pages_of_reviews(world: World, new_file: MakeFile) -> None:
    file, client = new_file(), client_of(world.supervisor)
    page = client.get(at("reviews"))
    assert page.context["loads"][0].open == 1
    values = {"outcome": "agreed", "version": file.version, "once": str(uuid4())}
    assert client.get(at("file_review", file.id)).status_code == 200
    assert client.post(at("file_review", file.id), {**values, "outcome": "x"}).status_code == 200
    assert client.post(at("file_review", file.id), values).status_code == 302
    assert client_of(world.coordinator).get(at("file_review", file.id)).status_code == 403
    assert client_of(world.coordinator).get(at("reviews")).status_code == 403


def test_a_full_day_of_a_month_leads_to_its_week(world: World) -> None:
    client = client_of(world.coordinator)
    for _ in range(SHOWN + 2):
        a_task(world.coordinator, due_on=date(2026, 5, 14))
    page = client.get(at("calendar") + "?day=2026-05-02")
    (full,) = [day for week in page.context["weeks"] for day in week if day.entries]
    assert (len(full.entries), full.more) == (SHOWN, 2)
    assert "2 more" in page.content.decode()
    week = client.get(at("calendar") + "?view=week&day=2026-05-14")
    assert [day.more for day in week.context["weeks"][0]] == [0] * 7
    assert not week.context["cut_short"]


def test_what_is_left_out_is_said() -> None:
    entries = [agenda.Entry(Kind.STEP, str(n), None, "x", "/") for n in range(3)]
    assert cut_short(entries, 3)
    assert not cut_short(entries, 4)
    assert not cut_short([], 1)


def test_the_calendar_shows_a_month_and_a_week(world: World, new_file: MakeFile) -> None:
    by, client = world.coordinator, client_of(world.coordinator)
    a_task(by, due_on=date(2026, 5, 14), file=new_file().id)
    page = client.get(at("calendar") + "?day=2026-05-02")
    assert [len(week) for week in page.context["weeks"]] == [7] * 5
    shown = [day.day for week in page.context["weeks"] for day in week if day.entries]
    assert shown == [date(2026, 5, 14)]
    week = client.get(at("calendar") + "?view=week&day=2026-05-14")
    assert len(week.context["weeks"]) == 1
    other = client_of(world.supervisor)
    whole = other.get(at("calendar") + "?day=2026-05-02&whose=agency")
    assert any(day.entries for week in whole.context["weeks"] for day in week)
    mine = other.get(at("calendar") + "?day=2026-05-02")
    assert not any(day.entries for week in mine.context["weeks"] for day in week)
    for wrong in ("x", "0001-01-01", "9999-12-31", "2026-13-45"):
        assert client.get(at("calendar") + f"?day={wrong}").status_code == 200


def test_the_day_sheet_holds_today_alone(world: World, new_file: MakeFile) -> None:
    today = timezone.localdate()
    a_task(world.coordinator, words="Today", due_on=today, file=new_file().id)
    a_task(world.coordinator, words="Tomorrow", due_on=today + timedelta(days=1))
    page = client_of(world.coordinator).get(at("day_sheet"))
    assert [entry.words for entry in page.context["due"]] == ["Today"]


@given(st.sampled_from(["week", "month"]), st.dates(date(2001, 1, 1), date(2099, 12, 31)))
def test_pages_of_the_calendar_are_whole_weeks_and_meet(view: str, day: date) -> None:
    first, last = span(view, day)
    assert first <= day <= last
    assert first.weekday() == 0
    assert ((last - first).days + 1) % 7 == 0
    assert {len(week) for week in weeks(first, last, [], None)} == {7}
    after = span(view, step_from(view, day, forward=True))
    before = span(view, step_from(view, day, forward=False))
    assert after[0] <= last + timedelta(days=1) <= after[1]
    assert before[0] <= first - timedelta(days=1) <= before[1]
