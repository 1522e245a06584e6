"""Reading tasks and the checklist."""

from __future__ import annotations

from typing import Any

from django.db.models import F, QuerySet

from punte.core.access.door import Permission, Viewer
from punte.investigation.cases.checklist import CHECKLIST
from punte.investigation.cases.models import Case, CheckAnswer, Task


def tasks_of(viewer: Viewer, case: Case) -> QuerySet[Task]:
    """All tasks of a case: what is to do first, the nearest day before."""
    return (
        Task.objects.visible_to(viewer)
        .filter(case=case)
        .select_related("assignee", "made_by", "done_by")
        .order_by("-state", F("due_on").asc(nulls_last=True), "-made_at", "id")
    )


def my_case_tasks(viewer: Viewer) -> QuerySet[Task]:
    """What the viewer is to do in all their cases, the nearest day first."""
    viewer.require(Permission.SEE_CASES)
    return (
        Task.objects.visible_to(viewer)
        .filter(assignee=viewer.account_id, state=Task.State.OPEN)
        .select_related("case")
        .order_by(F("due_on").asc(nulls_last=True), "made_at", "id")
    )


def checklist_of(viewer: Viewer, case: Case) -> list[dict[str, Any]]:
    """The checklist in its groups, each point with the newest answer or None."""
    newest: dict[str, CheckAnswer] = {
        row.point: row
        for row in CheckAnswer.objects.visible_to(viewer)
        .filter(case=case)
        .select_related("by")
        .order_by("at", "id")
    }
    return [
        {
            "label": label,
            "points": [
                {"key": key, "words": words, "answer": newest.get(key)} for key, words in points
            ],
        }
        for label, points in CHECKLIST
    ]
