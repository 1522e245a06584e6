"""Assessments and plans of another node, checked and written again as our own."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from punte.core.access.door import Viewer
from punte.core.ids import new_id
from punte.protection.assistance.door import Rebuilder, Row, Sections, register_rebuilder
from punte.protection.plans.actions.assess import (
    Answers,
    Decision,
    check_assessment,
    keep_assessment,
)
from punte.protection.plans.actions.plan import add_goal, add_step, check_values
from punte.protection.plans.api.assessments import AssessmentIn, answers_of
from punte.protection.plans.models.words import Kind
from punte.protection.plans.plan_fields import FIELDS

PARTS = ("plans.medicalpart", "plans.legalpart")
STEPS = "plans.step"
Assessed = tuple[Answers, Decision, datetime]
Values = dict[str, Any]


def read_assessment(viewer: Viewer, row: Row, sections: Sections) -> Assessed:
    """The answers of all classes that came, with the decision and when it was made."""
    parts = [
        part for name in PARTS for part in sections.get(name, ()) if part["assessment"] == row["id"]
    ]
    needs = {**row["needs"]}
    for part in parts:
        needs.update(part["needs"])
    known = {name: row[name] for name in AssessmentIn.model_fields if name in row}
    said = AssessmentIn.model_validate({**known, "needs": needs})
    answers, decision = answers_of(said), Decision(said.risk, said.risk_why)
    check_assessment(viewer, answers, decision)
    return answers, decision, datetime.fromisoformat(row["made_at"])


def write_assessment(viewer: Viewer, file: UUID, said: Assessed) -> None:
    answers, decision, made_at = said
    keep_assessment(
        by=viewer, file=file, answers=answers, decision=decision, request_key=new_id(),
        made_at=made_at,
    )  # fmt: skip


def read_goal(viewer: Viewer, row: Row, sections: Sections) -> tuple[Values, list[Values]]:
    """A goal with its steps in their order."""
    steps = [step for step in sections.get(STEPS, ()) if step["goal"] == row["id"]]
    steps.sort(key=lambda step: int(step["position"]))
    return _values(viewer, Kind.GOAL, row), [_values(viewer, Kind.STEP, step) for step in steps]


def _values(viewer: Viewer, kind: str, row: Mapping[str, Any]) -> Values:
    """The fields as they stood; a desk of another node is none of ours."""
    values = {name: row[name] for name in FIELDS[kind] if name in row and name != "desk"}
    check_values(viewer, kind, values)
    return values


def write_goal(viewer: Viewer, file: UUID, said: tuple[Values, list[Values]]) -> None:
    values, steps = said
    goal = add_goal(by=viewer, file=file, values=values, request_key=new_id())
    for step in steps:
        add_step(by=viewer, goal=goal.id, values=step, request_key=new_id())


def register() -> None:
    """Let files of other nodes be written again."""
    register_rebuilder(
        Rebuilder("plans.assessment", _("Needs and risk"), read_assessment, write_assessment, PARTS)
    )
    register_rebuilder(
        Rebuilder("plans.goal", _("Plan"), read_goal, write_goal, (STEPS, "plans.plan"))
    )
