"""What the timeline of a case says of the case itself, and what of its tasks waits."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from punte.core.access.door import Viewer
from punte.core.agencies.door import Account
from punte.investigation.cases.checklist import POINTS
from punte.investigation.cases.models import Case, CaseEvent
from punte.investigation.cases.queries.cases import events_of
from punte.investigation.cases.queries.tasks import my_case_tasks
from punte.investigation.cases.waiting import Wait
from punte.investigation.cases.words import EventKind, Origin, Part, Stage

_PEOPLE = {EventKind.JOINED, EventKind.LEFT, EventKind.HANDED_OVER}


def told(viewer: Viewer, case: Case) -> Iterable[dict[str, Any]]:
    """The newest events, as `{% timeline %}` takes them."""
    events = list(events_of(viewer, case)[:40])
    people = Account.objects.in_bulk([int(event.code) for event in events if event.kind in _PEOPLE])
    return [_line(event, people) for event in events]


def _line(event: CaseEvent, people: dict[int, Account]) -> dict[str, Any]:
    return {
        "when": event.at,
        "title": event.get_kind_display(),
        "text": " · ".join(filter(None, _details(event, people))),
        "who": event.by.name,
    }


def _details(event: CaseEvent, people: dict[int, Account]) -> list[str]:
    if event.kind in _PEOPLE:
        part = str(Part(event.text).label) if event.text in Part.values else event.text
        return [people[int(event.code)].name if int(event.code) in people else "", part]
    if event.kind in {EventKind.STAGE, EventKind.FOLLOWED}:
        return [str(Stage(event.code.split()[-1]).label), event.text]
    if event.kind == EventKind.OPENED:
        return [str(Origin(event.code).label)]
    if event.kind == EventKind.CHECKED:
        return [str(POINTS.get(event.code, event.code)), event.text]
    return [event.code, event.text]


def tasks_waiting(viewer: Viewer) -> Iterable[Wait]:
    """What the viewer is to do in all their cases."""
    for task in my_case_tasks(viewer):
        url = reverse("investigation:case_tasks", args=[task.case_id])
        yield Wait(task.title, task.case, url, task.due_on)
