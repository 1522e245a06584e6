"""My tasks: one's own, steps of plans that are due, and clocks, on one page."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from punte.core.access.door import Permission, ViewerRequest, requires
from punte.core.errors import Invalid
from punte.core.once import once_key_of
from punte.protection.approvals.door import approvals_waiting
from punte.protection.assistance.door import get_file
from punte.protection.caseload.actions.tasks import give_task, set_done
from punte.protection.caseload.agenda import Entry, cut_short
from punte.protection.caseload.forms.work import TaskForm
from punte.protection.caseload.queries.agenda import Span, agenda
from punte.protection.caseload.queries.tasks import done_tasks, given_tasks

SHOWN, MOST = 20, 50


@require_GET
@requires(Permission.SEE_FILES)
def tasks(request: ViewerRequest) -> HttpResponse:
    """Everything that waits for one, by when."""
    viewer = request.viewer
    entries = agenda(viewer, Span(since=None, until=None, most=MOST))
    context = {
        "cut_short": cut_short(entries, MOST),
        "most": MOST,
        "groups": grouped(entries, timezone.localdate()),
        "given": given_tasks(viewer)[:SHOWN],
        "done": done_tasks(viewer)[:SHOWN],
        "may_work": viewer.may(Permission.WORK_FILES),
        "to_approve": approvals_waiting(viewer),
    }
    return render(request, "caseload/tasks.html", context)


def grouped(entries: list[Entry], today: date) -> list[tuple[str, list[Entry]]]:
    """Late, today, the next seven days, later, without a day; empty groups are left out."""
    week = today + timedelta(days=7)
    groups: dict[str, list[Entry]] = {
        name: [] for name in (_("Late"), _("Today"), _("Next 7 days"), _("Later"), _("No day"))
    }
    late, now, soon, later, none = groups.values()
    for entry in entries:
        if entry.day is None:
            none.append(entry)
        elif entry.past:
            late.append(entry)
        elif entry.day <= today:
            now.append(entry)
        else:
            (soon if entry.day <= week else later).append(entry)
    return [(name, found) for name, found in groups.items() if found]


@requires(Permission.WORK_FILES)
def new_task(request: ViewerRequest, file_id: UUID | None = None) -> HttpResponseBase:
    """A task for oneself or a colleague, about a file or about none."""
    file = get_file(request.viewer, file_id) if file_id else None
    form = TaskForm(request.POST or None, viewer=request.viewer)
    back = file.get_absolute_url() if file else reverse("protection:tasks")
    if request.method == "POST" and form.is_valid():
        try:
            give_task(
                by=request.viewer,
                file=file_id,
                request_key=once_key_of(request),
                **form.cleaned_data,
            )
            messages.success(request, _("The task is written down."))
            return redirect(back)
        except Invalid as error:
            form.add_error(None, error.message)
    context: dict[str, Any] = {
        "form": form,
        "title": _("New task"),
        "lead": str(file) if file else "",
        "back_url": back,
    }
    return render(request, "ui/form_page.html", context)


@require_POST
@requires(Permission.WORK_FILES)
def done(request: ViewerRequest, task_id: UUID) -> HttpResponseBase:
    """Tick a task, or take the tick away with `undo`."""
    set_done(by=request.viewer, task=task_id, done=request.POST.get("undo") != "1")
    return redirect("protection:tasks")
