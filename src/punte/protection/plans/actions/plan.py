"""Goals and steps: adding, changing, settling what two people set differently, ordering.

Whoever writes holds the file, so that changes of a plan get their numbers one by one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from punte.core.access.door import Permission, Viewer, get_visible
from punte.core.errors import Invalid
from punte.core.ledger.door import record
from punte.core.once import made_once
from punte.protection.assistance.door import AssistanceFile, hold_file
from punte.protection.plans.actions.changes import (
    check_desk,
    check_version,
    edits_of,
    keep_changes,
    plan_of,
    stand,
)
from punte.protection.plans.models import Goal, Plan, Step
from punte.protection.plans.models.words import Kind, StepState
from punte.protection.plans.plan_fields import as_text, as_value, field_of, texts_of
from punte.protection.plans.plan_rules import merge, met_others, wanted_edits

MODELS: dict[str, type[Goal] | type[Step]] = {Kind.GOAL: Goal, Kind.STEP: Step}


@dataclass(frozen=True)
class Outcome:
    """What came of an edit. disputed: fields that now have rivals; joined: somebody else had
    changed the same goal or step meanwhile, and both edits stand.
    """

    changed: tuple[str, ...] = ()
    disputed: tuple[str, ...] = ()
    joined: bool = False


@transaction.atomic
def add_goal(*, by: Viewer, file: UUID, values: Mapping[str, Any], request_key: UUID) -> Goal:
    """A new goal at the end of the file's plan; the first one begins the plan.

    values: any of the fields of a goal, `words` and `area` at least.
    """
    held = hold_file(by, file)
    plan = plan_of(by, held)
    texts = _texts(by, Kind.GOAL, values)
    last = plan.goals.aggregate(last=Max("position"))["last"] or 0
    goal, new = made_once(
        Goal,
        by=by,
        request_key=request_key,
        same={"plan_id": plan.id},
        make=lambda: Goal.objects.create(
            plan=plan, **_values(Kind.GOAL, texts), **_common(held, last + 1, request_key)
        ),
    )
    if new:
        _begin(by, held, plan, Kind.GOAL, goal)
    return goal


@transaction.atomic
def add_step(*, by: Viewer, goal: UUID, values: Mapping[str, Any], request_key: UUID) -> Step:
    """A new step at the end of a goal's; values: any of the fields of a step, `words` at least."""
    by.require(Permission.WORK_FILES)
    towards = get_visible(Goal, viewer=by, pk=goal)
    held = hold_file(by, towards.file_id)
    texts = _texts(by, Kind.STEP, values)
    last = towards.steps.aggregate(last=Max("position"))["last"] or 0
    step, new = made_once(
        Step,
        by=by,
        request_key=request_key,
        same={"goal_id": towards.id},
        make=lambda: Step.objects.create(
            goal=towards, **_values(Kind.STEP, texts), **_common(held, last + 1, request_key)
        ),
    )
    if new:
        _begin(by, held, plan_of(by, held), Kind.STEP, step)
    return step


def check_values(by: Viewer, kind: str, values: Mapping[str, Any]) -> None:
    """Raises Invalid for values of which no goal or step can be made."""
    _values(kind, _texts(by, kind, values))


def _texts(by: Viewer, kind: str, values: Mapping[str, Any]) -> dict[str, str]:
    texts = {name: as_text(value) for name, value in values.items()}
    for name, text in texts.items():
        as_value(kind, name, text)
    if kind == Kind.STEP:
        check_desk(by, texts.get("desk", ""))
    return texts


def _values(kind: str, texts: Mapping[str, str]) -> dict[str, Any]:
    if not texts.get("words"):
        raise Invalid(_("Say it in a few words."))
    columns = {"desk": "desk_id"}
    return {columns.get(k, k): as_value(kind, k, text) for k, text in texts.items()}


def _common(file: AssistanceFile, position: int, request_key: UUID) -> dict[str, Any]:
    return {
        "file": file,
        "position": position,
        "made_at": timezone.now(),
        "request_key": request_key,
        "owner": file.owner,
        "audiences": file.audiences,
    }


def _begin(by: Viewer, file: AssistanceFile, plan: Plan, kind: str, item: Goal | Step) -> None:
    """The first change of each field, so that the history begins with the beginning."""
    wishes = {name: ("", text) for name, text in texts_of(kind, item).items() if text}
    keep_changes(by, plan, kind, item, wishes, based_on=plan.version)
    _note(by, file, f"plan.add_{kind}", item, sorted(wishes))


def _note(
    by: Viewer, file: AssistanceFile, action: str, item: Goal | Step, fields: list[str]
) -> None:
    record(
        action=action,
        by=by,
        subject=file.person_id,
        owners=[file.owner],
        detail={"file": str(file.id), "item": str(item.id), "fields": fields},
    )


@transaction.atomic
def edit_item(
    *, by: Viewer, kind: str, item: UUID, values: Mapping[str, Any], version: int
) -> Outcome:
    """Change fields of a goal or step, by somebody who had read the plan at `version`.

    Other fields that somebody changed meanwhile stay as they are; of the same field both values
    are kept, to be settled. Sending the same edit again changes nothing.
    """
    file, plan, row = _hold(by, kind, item, version)
    texts = _texts(by, kind, values)
    edits = edits_of(by, row)
    wishes = wanted_edits(edits, texts, version=version, by=by.account_id)
    if not wishes:
        return Outcome(disputed=tuple(row.disputed))
    _check_reason(kind, row, texts, wishes)
    keep_changes(by, plan, kind, row, wishes, based_on=version)
    stand(by, kind, row)
    _note(by, file, f"plan.edit_{kind}", row, sorted(wishes))
    rivals = tuple(field for field in row.disputed if field in wishes)
    joined = met_others(edits, version=version, by=by.account_id)
    return Outcome(tuple(wishes), rivals, joined)


def _check_reason(
    kind: str, row: Goal | Step, texts: Mapping[str, str], wishes: Mapping[str, Any]
) -> None:
    dropped = kind == Kind.STEP and "state" in wishes and texts["state"] == StepState.DROPPED
    if dropped and not texts.get("reason", getattr(row, "reason", "")):
        raise Invalid(_("Say why this step is dropped."))


def _hold(
    by: Viewer, kind: str, item: UUID, version: int
) -> tuple[AssistanceFile, Plan, Goal | Step]:
    by.require(Permission.WORK_FILES)
    seen: Goal | Step = get_visible(MODELS[kind], viewer=by, pk=item)
    file = hold_file(by, seen.file_id)
    plan = plan_of(by, file)
    check_version(plan, version)
    return file, plan, get_visible(MODELS[kind], viewer=by, lock=True, pk=item)


@transaction.atomic
def settle(
    *, by: Viewer, kind: str, item: UUID, field: str, value: Any, version: int
) -> Goal | Step:
    """Decide what a field says that several people set differently; all values stay in its
    history. A rival that came after `version` is not settled by this, for nobody weighed it.
    """
    file, plan, row = _hold(by, kind, item, version)
    field_of(kind, field)
    text = _texts(by, kind, {field: value})[field]
    now = merge(edits_of(by, row)).get(field)
    if now is None or not now.disputed:
        return row
    keep_changes(by, plan, kind, row, {field: (now.value, text)}, based_on=version)
    stand(by, kind, row)
    _note(by, file, f"plan.settle_{kind}", row, [field])
    return row


@transaction.atomic
def move_item(*, by: Viewer, kind: str, item: UUID, up: bool, seen_at: int) -> Goal | Step:
    """Let a goal or step change places with its neighbour; `seen_at` is the place it was seen at,
    so that a second click of the same form moves nothing.
    """
    by.require(Permission.WORK_FILES)
    row: Any = get_visible(MODELS[kind], viewer=by, pk=item)
    file = hold_file(by, row.file_id)
    row = get_visible(MODELS[kind], viewer=by, lock=True, pk=item)
    beside = row.plan.goals if kind == Kind.GOAL else row.goal.steps
    if up:
        neighbour = beside.filter(position__lt=row.position).order_by("-position").first()
    else:
        neighbour = beside.filter(position__gt=row.position).order_by("position").first()
    if neighbour is None or row.position != seen_at:
        return row  # type: ignore[no-any-return]
    row.position, neighbour.position = neighbour.position, row.position
    row.save(update_fields=["position"])
    neighbour.save(update_fields=["position"])
    _note(by, file, "plan.order", row, ["position"])
    return row  # type: ignore[no-any-return]
