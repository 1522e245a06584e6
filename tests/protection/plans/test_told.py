"""What assessments and plans bring to the file: its timeline, its closing, its clocks."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from punte.core.access.door import acting_as
from punte.core.deadlines.door import clock_history
from punte.protection.assistance.door import held_by, timeline_of
from punte.protection.assistance.registry import next_of, still_open
from punte.protection.plans.actions.agree import Agreed, agree_plan
from punte.protection.plans.door import current_plan
from punte.protection.plans.models.words import AgreedHow
from tests.protection.plans.support import assess, file_of, goal_of, step_of
from tests.support.worlds import World


def test_the_timeline_tells_of_assessments_and_agreements(world: World) -> None:
    with acting_as(world.caseworker) as by:
        file = file_of(by)
        row = assess(by, file)
        goal_of(by, file)
        plan = current_plan(by, file)
        assert plan is not None
        today = timezone.localdate()
        agreed = Agreed(today, "ro", AgreedHow.SPOKEN, today + timedelta(days=9))
        agree_plan(by=by, file=file.id, agreed=agreed, version=plan.version, request_key=uuid4())
        told = {event["title"]: event for event in timeline_of(by, file, held_by(file))}
        assert told["Needs and risk assessed"]["url"] == row.get_absolute_url()
        assert "Plan agreed with the person" in told
        due = {clock.measure: clock for clock in clock_history(by, file.id)}
        review = due["assistance.plan_review"]
        assert review.due_at.date() == today + timedelta(days=9)
        assert review.responsible == by.account_audience


def test_steps_to_do_are_named_before_a_file_closes(world: World) -> None:
    with acting_as(world.caseworker) as by:
        file = file_of(by)
        assert still_open(by, file) == []
        step_of(by, goal_of(by, file))
        assert still_open(by, file) == [("Steps of the plan still to do", 1)]


def test_the_steps_due_soonest_are_next(world: World) -> None:
    with acting_as(world.caseworker) as by:
        file = file_of(by)
        goal = goal_of(by, file)
        today = timezone.localdate()
        for words, days in (("Later", 9), ("Late", -2), ("Soon", 1), ("Much later", 30)):
            step_of(by, goal, words=words, due_on=today + timedelta(days=days))
        step_of(by, goal, words="Some day", due_on=None)
        assert [row["text"] for row in next_of(by, file, held_by(file))] == [
            "Late",
            "Soon",
            "Later",
        ]
