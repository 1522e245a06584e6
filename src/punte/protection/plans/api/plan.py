"""Operations on plans: goals and steps, read, added, changed."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.http import HttpRequest
from ninja import Field, Router, Schema, Status

from punte.core.access.door import Permission
from punte.core.api.door import Body, Day, act_once, allows, request_key, viewer_in
from punte.protection.assistance.door import get_file, opened
from punte.protection.plans.actions.plan import Outcome, add_goal, add_step, edit_item
from punte.protection.plans.models import Goal, Step
from punte.protection.plans.models.words import Area, Doer, GoalState, Kind, StepState, Wanted
from punte.protection.plans.queries.plans import Line, get_item, show_plan

router = Router(tags=["plans"])
Words = Field(min_length=1, max_length=300)
PlanVersion = Field(ge=0, le=2_000_000_000, description="Of the plan that was read")


class StepOut(Schema):
    """disputed: fields that two set differently at once; a person settles that on the page."""

    id: UUID
    words: str
    doer: Doer
    desk: int | None = Field(validation_alias="desk_id")
    due_on: date | None
    state: StepState
    reason: str
    disputed: list[str]


class GoalOut(Schema):
    id: UUID
    words: str
    area: Area
    wanted: Wanted
    target_on: date | None
    state: GoalState
    disputed: list[str]


class GoalWithSteps(GoalOut):
    steps: list[StepOut]


class PlanOut(Schema):
    """version counts changes; 0 while nothing was planned."""

    version: int
    review_on: date | None
    goals: list[GoalWithSteps]


class GoalIn(Body):
    words: str = Words
    area: Area
    wanted: Wanted = Wanted.NOT_ASKED
    target_on: Day | None = None


class StepIn(Body):
    """desk: of one's own agency; to another's one sends a referral."""

    words: str = Words
    doer: Doer = Doer.CASEWORKER
    desk: int | None = None
    due_on: Day | None = None


class GoalChange(Body):
    """What is sent is changed; what is left out stays."""

    version: int = PlanVersion
    words: str | None = Field(None, max_length=300)
    area: Area | None = None
    wanted: Wanted | None = None
    target_on: Day | None = None
    state: GoalState | None = None


class StepChange(Body):
    """What is sent is changed; what is left out stays. reason: asked of a step that is dropped."""

    version: int = PlanVersion
    words: str | None = Field(None, max_length=300)
    doer: Doer | None = None
    desk: int | None = None
    due_on: Day | None = None
    state: StepState | None = None
    reason: str = Field("", max_length=300)


class ChangeOut(Schema):
    """changed: the fields that now differ. disputed: those that somebody else set otherwise
    meanwhile; both values are kept until a person chooses. joined: others changed other fields.
    """

    changed: list[str]
    disputed: list[str]
    joined: bool


@router.get("/files/{uuid:file_id}/plan", response=PlanOut, summary="Goals and steps, all of them")
@allows(Permission.SEE_FILES)
def read_plan(request: HttpRequest, file_id: UUID) -> dict[str, object]:
    viewer = viewer_in(request)
    shown = show_plan(viewer, opened(viewer, file_id, "plan"), everything=True)
    review_on = shown.plan.review_on if shown.plan else None
    return {
        "version": shown.version,
        "review_on": review_on,
        "goals": [with_steps(line) for line in shown.goals],
    }


def with_steps(line: Line) -> dict[str, object]:
    return {**GoalOut.from_orm(line.row).dict(), "steps": [step.row for step in line.steps]}


@router.post("/files/{uuid:file_id}/goals", response={201: GoalOut}, summary="A new goal")
@allows(Permission.WORK_FILES)
def new_goal(request: HttpRequest, file_id: UUID, said: GoalIn) -> Status[Goal]:
    viewer = viewer_in(request)
    file = get_file(viewer, file_id)
    key = request_key(request)
    return Status(201, add_goal(by=viewer, file=file.id, values=said.dict(), request_key=key))


@router.post("/goals/{uuid:goal_id}/steps", response={201: StepOut}, summary="A new step")
@allows(Permission.WORK_FILES)
def new_step(request: HttpRequest, goal_id: UUID, said: StepIn) -> Status[Step]:
    key = request_key(request)
    row = add_step(by=viewer_in(request), goal=goal_id, values=said.dict(), request_key=key)
    return Status(201, row)


@router.patch("/goals/{uuid:goal_id}", response=ChangeOut, summary="Change a goal")
@allows(Permission.WORK_FILES)
def change_goal(request: HttpRequest, goal_id: UUID, said: GoalChange) -> Outcome:
    return changed(request, Kind.GOAL, goal_id, said)


@router.patch("/steps/{uuid:step_id}", response=ChangeOut, summary="Change a step")
@allows(Permission.WORK_FILES)
def change_step(request: HttpRequest, step_id: UUID, said: StepChange) -> Outcome:
    return changed(request, Kind.STEP, step_id, said)


def changed(request: HttpRequest, kind: Kind, item: UUID, said: GoalChange | StepChange) -> Outcome:
    """What came of it; the same key again changes nothing."""
    viewer = viewer_in(request)
    values = said.dict(exclude_unset=True, exclude={"version"})
    return act_once(
        request,
        act=lambda: edit_item(by=viewer, kind=kind, item=item, values=values, version=said.version),
        again=lambda: Outcome(disputed=tuple(get_item(viewer, kind, item).disputed)),
    )
