"""Tasks of a case, and the answers to its checklist."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from punte.core.access.door import Permission, Viewer, get_visible
from punte.core.errors import Conflict, Invalid, Stale
from punte.core.notices.door import send_notice
from punte.core.once import made_once
from punte.investigation.cases.actions.holding import add_event, hold_case, note
from punte.investigation.cases.checklist import POINTS
from punte.investigation.cases.models import Case, CheckAnswer, Task, of_case
from punte.investigation.cases.queries.team import team_of
from punte.investigation.cases.words import EventKind


@dataclass(frozen=True)
class Wish:
    """What is to be done, by whom of the team and by when; both may stay open."""

    title: str
    details: str = ""
    assignee: int | None = None
    due_on: date | None = None


@transaction.atomic
def add_task(*, by: Viewer, case_id: UUID, wish: Wish, request_key: UUID) -> Task:
    """One more thing to do; who is to do it is told. Raises Refused, NotHere, Invalid."""
    case = hold_case(by, case_id)
    if wish.assignee and not team_of(case).filter(account=wish.assignee).exists():
        raise Invalid(_("Choose somebody of the team."))
    task, new = made_once(
        Task,
        by=by,
        request_key=request_key,
        same={"case_id": case.pk},
        make=lambda: _make_task(by, case, wish, request_key),
    )
    if new:
        add_event(by, case, EventKind.TASK, text=task.title)
        note(by, case, "case.add_task", task=str(task.id))
        if wish.assignee:
            url = f"/cases/{case.pk}/tasks/"
            send_notice(kind="case_task", url=url, to_accounts=[wish.assignee], by=by)
    return task


def _make_task(by: Viewer, case: Case, wish: Wish, key: UUID) -> Task:
    return Task.objects.create(
        **of_case(case),
        title=wish.title,
        details=wish.details,
        assignee_id=wish.assignee,
        due_on=wish.due_on,
        made_at=timezone.now(),
        made_by_id=by.account_id,
        request_key=key,
    )


@transaction.atomic
def end_task(
    *, by: Viewer, case_id: UUID, task_id: UUID, state: str, outcome: str, version: int
) -> Task:
    """A task was done, or is dropped with a reason. Raises Refused, NotHere, Conflict, Invalid."""
    case = hold_case(by, case_id)
    task = get_visible(Task, viewer=by, lock=True, case=case, pk=task_id)
    if task.version != version:
        raise Stale
    if task.state != Task.State.OPEN:
        raise Conflict(_("This task has ended already."))
    if state == Task.State.DROPPED and not outcome.strip():
        raise Invalid(_("Say why it is dropped."))
    task.state, task.outcome = Task.State(state), outcome
    task.done_at, task.done_by_id = timezone.now(), by.account_id
    task.version += 1
    task.save()
    add_event(by, case, EventKind.TASK_DONE, text=task.title)
    note(by, case, "case.end_task", task=str(task.id), state=state)
    return task


@transaction.atomic
def answer_point(
    *, by: Viewer, case_id: UUID, point: str, answer: str, remark: str = ""
) -> CheckAnswer:
    """What the team says to one point of the checklist. Raises Refused, NotHere, Invalid."""
    by.require(Permission.WORK_CASES)
    case = hold_case(by, case_id)
    if point not in POINTS or answer not in CheckAnswer.Answer.values:
        raise Invalid(_("There is no such point or answer."))
    if answer == CheckAnswer.Answer.NOT_NEEDED and not remark.strip():
        raise Invalid(_("Say why it is not needed here."))
    row = CheckAnswer.objects.create(
        **of_case(case),
        point=point,
        answer=answer,
        note=remark,
        at=timezone.now(),
        by_id=by.account_id,
    )
    add_event(by, case, EventKind.CHECKED, code=point, text=remark)
    note(by, case, "case.answer_point", point=point, answer=answer)
    return row
