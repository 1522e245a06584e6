"""Invented answers and plans."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from punte.core.access.door import Viewer
from punte.protection.assistance.models import AssistanceFile
from punte.protection.plans.actions.assess import Answers, Decision, keep_assessment
from punte.protection.plans.actions.plan import add_goal, add_step
from punte.protection.plans.models import Assessment, Goal, Step
from punte.protection.plans.models.words import Rating
from tests.support.files import make_file
from tests.support.persons import make_person


def file_of(by: Viewer, **values: Any) -> AssistanceFile:
    return make_file(by, make_person(by), **values)


def found(level: str, note: str = "") -> dict[str, str]:
    return {"level": level, "note": note}


def assess(
    by: Viewer,
    file: AssistanceFile,
    needs: Mapping[str, Any] | None = None,
    risks: Mapping[str, Any] | None = None,
    decision: Decision | None = None,
) -> Assessment:
    answers = Answers(set_version=1, needs=needs or {}, risks=risks or {})
    return keep_assessment(
        by=by,
        file=file.id,
        answers=answers,
        decision=decision or Decision(Rating.NOT_RATED, "to be seen"),
        request_key=uuid4(),
    )


def goal_of(by: Viewer, file: AssistanceFile, **values: Any) -> Goal:
    given = {"words": "A room of her own", "area": "housing", **values}
    return add_goal(by=by, file=file.id, values=given, request_key=uuid4())


def step_of(by: Viewer, goal: Goal, **values: Any) -> Step:
    given = {"words": "Ask the landlord", "doer": "caseworker", **values}
    return add_step(by=by, goal=goal.id, values=given, request_key=uuid4())
