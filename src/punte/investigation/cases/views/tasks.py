"""Tasks and the checklist of a case."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from punte.core.access.door import Permission, ViewerRequest, get_visible, requires
from punte.core.errors import NotHere
from punte.core.once import once_key_of
from punte.investigation.cases.actions.tasks import Wish, add_task, answer_point, end_task
from punte.investigation.cases.checklist import POINTS
from punte.investigation.cases.forms.team import EndTaskForm, PointForm, TaskForm
from punte.investigation.cases.models import Task
from punte.investigation.cases.queries.cases import get_case
from punte.investigation.cases.queries.tasks import checklist_of, tasks_of
from punte.investigation.cases.queries.team import team_of
from punte.investigation.cases.reading import opened
from punte.investigation.cases.registry import case_frame
from punte.ui.acts import act_page
from punte.ui.tables import Column, Table


@require_GET
@requires(Permission.SEE_CASES)
def tasks(request: ViewerRequest, case_id: UUID) -> HttpResponse:
    """What is to be done, what was done, and the checklist."""
    viewer = request.viewer
    case = opened(viewer, case_id, "tasks")
    groups = checklist_of(viewer, case)
    answered = sum(1 for group in groups for point in group["points"] if point["answer"])
    table = Table(
        name="case-tasks",
        columns=[
            Column("title", _("Task"), head=True),
            Column("assignee", _("Who does it"), value=lambda row: row.assignee or ""),
            Column("due", _("By"), value="due_on", sort="due_on"),
            Column("outcome", _("What came of it")),
            Column("state", _("State"), template="cases/cells/task.html", sort="state"),
        ],
        rows=tasks_of(viewer, case),
        params=request.GET,
        caption=_("Tasks"),
        empty_title=_("No task yet"),
        empty_text=_("What the team is to do stands here, with who does it and by when."),
    )
    context = case_frame(
        viewer, case, "tasks", table=table, checklist=groups, answered=answered, points=len(POINTS)
    )
    return render(request, "cases/tasks.html", context)


@requires(Permission.WORK_CASES)
def add(request: ViewerRequest, case_id: UUID) -> HttpResponseBase:
    """A new task."""
    viewer = request.viewer
    case = get_case(viewer, case_id)

    def act(values: dict[str, Any]) -> Task:
        chosen = values.pop("assignee")
        wish = Wish(**values, assignee=chosen.account_id if chosen else None)
        return add_task(by=viewer, case_id=case_id, wish=wish, request_key=once_key_of(request))

    return act_page(
        request,
        TaskForm(request.POST or None, team=team_of(case)),
        act=act,
        back=reverse("investigation:case_tasks", args=[case_id]),
        title=_("New task"),
        done=_("The task is kept."),
        lead=str(case),
    )


@requires(Permission.WORK_CASES)
def end(request: ViewerRequest, case_id: UUID, task_id: UUID) -> HttpResponseBase:
    """A task was done, or is dropped."""
    viewer = request.viewer
    case = get_case(viewer, case_id)
    task = get_visible(Task, viewer=viewer, case=case, pk=task_id)

    def act(values: dict[str, Any]) -> Task:
        return end_task(by=viewer, case_id=case_id, task_id=task_id, **values)

    return act_page(
        request,
        EndTaskForm(request.POST or None, initial={"version": task.version}),
        act=act,
        back=reverse("investigation:case_tasks", args=[case_id]),
        title=_("How the task ended"),
        done=_("The task has ended."),
        lead=task.title,
    )


@requires(Permission.WORK_CASES)
def point(request: ViewerRequest, case_id: UUID, key: str) -> HttpResponseBase:
    """Answer one point of the checklist."""
    viewer = request.viewer
    get_case(viewer, case_id)
    if key not in POINTS:
        raise NotHere(what="read a point of the checklist")

    def act(values: dict[str, Any]) -> object:
        return answer_point(by=viewer, case_id=case_id, point=key, **values)

    return act_page(
        request,
        PointForm(request.POST or None),
        act=act,
        back=reverse("investigation:case_tasks", args=[case_id]),
        title=str(POINTS[key]),
        done=_("The answer is kept."),
    )
