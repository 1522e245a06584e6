"""Rules for every task of every room."""

import inspect
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.db.utils import ProgrammingError
from procrastinate.contrib.django import app

from punte.core.jobs import tasks
from punte.core.jobs.on_app_ready import on_app_ready
from tests.support.database import as_role

OURS = {name: task for name, task in app.tasks.items() if task.func.__module__.startswith("punte")}
# The time of a periodic job, procrastinate's own, the name of a step, what for, in which language.
QUIET = {"timestamp", "context", "act", "why", "language"}
SIMPLE = {"int", "str", "UUID", "JobContext"}


def test_the_rooms_tasks_are_found() -> None:
    assert {"jobs.sweep_grants", "jobs.tick_deadlines", "notices.mail_account"} <= set(OURS)


@pytest.mark.parametrize("name", sorted(OURS))
def test_a_task_takes_identifiers_alone(name: str) -> None:
    for parameter in inspect.signature(OURS[name].func).parameters.values():
        assert parameter.name in QUIET or parameter.name.endswith("_id"), parameter.name
        assert str(parameter.annotation).rpartition(".")[2] in SIMPLE


@pytest.mark.parametrize("name", sorted(n for n in OURS if n.startswith(("jobs.", "notices."))))
def test_a_task_is_tried_again_later_and_later(name: str) -> None:
    strategy: Any = OURS[name].retry_strategy
    assert strategy.max_attempts > 1
    assert strategy.exponential_wait > 1


def test_every_queue_has_a_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    on_app_ready(app)
    monkeypatch.setitem(app.worker_defaults, "queues", ["mail"])
    with pytest.raises(ImproperlyConfigured, match="clock"):
        on_app_ready(app)


def test_the_web_may_queue_a_job(db: None) -> None:
    assert tasks.tick_deadlines.defer(timestamp=0) > 0


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE procrastinate_jobs SET args = '{}'",
        "DELETE FROM procrastinate_jobs",
        "SELECT * FROM procrastinate_fetch_job_v2(NULL, NULL)",
        "SELECT * FROM procrastinate_workers",
        "SELECT punte_sweep_grants(1)",
    ],
)
def test_the_web_may_not_touch_a_job_or_do_the_worker_s_work(db: None, statement: str) -> None:
    tasks.tick_deadlines.defer(timestamp=0)
    with pytest.raises(ProgrammingError, match="permission denied"), connection.cursor() as cursor:
        cursor.execute(statement)


def test_the_worker_may_sweep(db: None) -> None:
    with as_role("punte_worker"):
        assert tasks.sweep_grants(timestamp=0) == 0
