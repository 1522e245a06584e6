"""Operations on needs assessments: the questions, the list, a new one."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Field, Router, Schema, Status

from punte.core.access.door import DataClass, Permission
from punte.core.api.door import Body, Page, allows, page_of, request_key, viewer_in
from punte.core.errors import Invalid
from punte.protection.assistance.door import get_file, opened
from punte.protection.plans.actions.assess import Answers, Decision, keep_assessment
from punte.protection.plans.models.words import Need, Rating
from punte.protection.plans.queries.assessments import Whole, assessments_of, whole
from punte.protection.plans.questions import QuestionSet, newest_set, set_of

router = Router(tags=["needs"])


class NeedAsked(Schema):
    key: str
    text: str


class AreaAsked(Schema):
    key: str
    data_class: DataClass
    needs: list[NeedAsked]


class RiskAskedOut(Schema):
    key: str
    factors: list[NeedAsked]


class QuestionsOut(Schema):
    """The set of questions that a new assessment is made with."""

    version: int
    areas: list[AreaAsked]
    risks: list[RiskAskedOut]


class NeedIn(Body):
    level: Need = Need.NOT_ASKED
    note: str = Field("", max_length=500)


class RiskIn(Body):
    level: Rating = Rating.NOT_RATED
    factors: list[str] = Field([], max_length=50)
    note: str = Field("", max_length=500)


class AssessmentIn(Body):
    """What was asked and found, by area and need and by risk; what is left out was not asked.

    risk: as a person decided; why is asked where it differs from what the answers suggest.
    """

    set_version: int = Field(ge=1, le=1000)
    needs: dict[str, dict[str, NeedIn]] = {}
    risks: dict[str, RiskIn] = {}
    interpreter: bool = False
    risk: Rating = Rating.NOT_RATED
    risk_why: str = Field("", max_length=1000)


class AssessmentOut(Schema):
    """needs: of the classes of data that the token sees; hidden: the areas of the others."""

    id: UUID
    number: int
    set_version: int
    made_at: datetime
    made_by: int
    needs: dict[str, Any]
    hidden: list[str]
    risks: dict[str, Any]
    suggested: str
    risk: str
    risk_why: str
    interpreter: bool


class AssessmentPage(Page):
    items: list[AssessmentOut]


@router.get("/assessment-questions", response=QuestionsOut, summary="The questions of today")
@allows(Permission.SEE_FILES)
def read_questions(request: HttpRequest) -> dict[str, object]:
    found = newest_set()
    return {
        "version": found.version,
        "areas": [
            {"key": a.key, "data_class": a.data_class, "needs": asked(a.needs)} for a in found.areas
        ],
        "risks": [{"key": risk.key, "factors": asked(risk.factors)} for risk in found.risks],
    }


def asked(questions: Any) -> list[dict[str, str]]:
    return [{"key": one.key, "text": str(one)} for one in questions]


@router.get("/files/{uuid:file_id}/assessments", response=AssessmentPage, summary="Newest first")
@allows(Permission.SEE_FILES)
def list_assessments(
    request: HttpRequest, file_id: UUID, after: str | None = None, limit: int = 50
) -> dict[str, object]:
    viewer = viewer_in(request)
    shown = sorted(data_class.value for data_class in viewer.classes)
    file = opened(viewer, file_id, "assessments", *shown)
    rows, following = page_of(assessments_of(viewer, file), by="-made_at", after=after, limit=limit)
    return {"items": [assessed(one) for one in whole(viewer, rows)], "next": following}


def assessed(one: Whole) -> dict[str, object]:
    """An assessment as far as the token sees it."""
    answers = {area.key: one.answers(area.key, area.data_class) for area in one.questions.areas}
    row = one.row
    plain = ("id", "number", "set_version", "made_at", "risks", "suggested", "risk", "risk_why")
    return {
        **{name: getattr(row, name) for name in plain},
        "interpreter": row.interpreter,
        "made_by": row.made_by_id,
        "needs": {area: found for area, found in answers.items() if found},
        "hidden": [area for area, found in answers.items() if found is None],
    }


@router.post(
    "/files/{uuid:file_id}/assessments",
    response={201: AssessmentOut},
    summary="Keep a new assessment",
)
@allows(Permission.WORK_FILES)
def assess(request: HttpRequest, file_id: UUID, said: AssessmentIn) -> Status[dict[str, object]]:
    viewer = viewer_in(request)
    row = keep_assessment(
        by=viewer,
        file=get_file(viewer, file_id).id,
        answers=answers_of(said),
        decision=Decision(said.risk, said.risk_why),
        request_key=request_key(request),
    )
    return Status(201, assessed(whole(viewer, [row])[0]))


def answers_of(said: AssessmentIn) -> Answers:
    """The answers, of questions that the set has. Raises Invalid naming the others."""
    known = set_of(said.set_version)
    if strange := unknown(known, said):
        raise Invalid(f"The set of questions has no {', '.join(strange)[:300]}.")
    needs = {
        area: {
            key: {"level": need.level.value, "note": need.note}
            for key, need in found.items()
            if need.level != Need.NOT_ASKED or need.note
        }
        for area, found in said.needs.items()
    }
    risks = {
        key: {"level": risk.level.value, "note": risk.note, "factors": sorted(set(risk.factors))}
        for key, risk in said.risks.items()
    }
    return Answers(
        said.set_version, {area: found for area, found in needs.items() if found}, risks,
        said.interpreter,
    )  # fmt: skip


def unknown(known: QuestionSet, said: AssessmentIn) -> list[str]:
    needs = {f"{area.key}/{need.key}" for area in known.areas for need in area.needs}
    factors = {f"{risk.key}/{one.key}" for risk in known.risks for one in risk.factors}
    risks = {risk.key for risk in known.risks}
    given = {f"{area}/{need}" for area, found in said.needs.items() for need in found}
    named = {f"{key}/{one}" for key, risk in said.risks.items() for one in risk.factors}
    areas = set(said.needs) - {area.key for area in known.areas}
    return sorted((given - needs) | (named - factors) | (set(said.risks) - risks) | areas)
