"""Giving tasks, and doing them."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from punte.core.access.door import Permission, Viewer, get_visible
from punte.core.agencies.door import Handing
from punte.core.errors import Invalid
from punte.core.ledger.door import record
from punte.core.notices.door import send_notice
from punte.core.once import made_once
from punte.protection.assistance.door import AssistanceFile, colleagues, get_file, hold_file
from punte.protection.caseload.models import Task
from punte.protection.persons.door import code_of


@transaction.atomic
def give_task(
    *,
    by: Viewer,
    words: str,
    account: int,
    request_key: UUID,
    due_on: date | None = None,
    file: UUID | None = None,
) -> Task:
    """Write a task down for oneself or a colleague; the same key twice makes one.

    Raises Invalid without words or for somebody else than a colleague, Conflict about a closed
    file, NotHere about another agency's.
    """
    by.require(Permission.WORK_FILES)
    if not words.strip():
        raise Invalid(_("Say what is to do."))
    if account != by.account_id and not colleagues(by).filter(pk=account).exists():
        raise Invalid(_("Choose a colleague who works on files."))
    about = hold_file(by, file) if file else None
    row, new = made_once(
        Task,
        by=by,
        request_key=request_key,
        same={"made_by_id": by.account_id, "account_id": account, "file_id": file},
        make=lambda: Task.objects.create(
            file=about,
            words=words.strip()[:200],
            due_on=due_on,
            account_id=account,
            made_by_id=by.account_id,
            made_at=timezone.now(),
            request_key=request_key,
            owner=by.agency_audience,
            audiences=[by.agency_audience],
        ),
    )
    if new:
        tell(by, row, about)
    return row


def tell(by: Viewer, row: Task, about: AssistanceFile | None) -> None:
    if row.account_id != by.account_id:
        send_notice(
            kind="task_given",
            url="/tasks/",
            params={"person": code_of(about.plant, about.number)} if about else {},
            to_accounts=[row.account_id],
            by=by,
        )
    enter("give", by, row, about)


@transaction.atomic
def set_done(*, by: Viewer, task: UUID, done: bool) -> Task:
    """Tick a task, or take the tick away. Doing so twice changes nothing."""
    by.require(Permission.WORK_FILES)
    row = get_visible(Task, viewer=by, lock=True, pk=task)
    if (row.done_at is not None) == done:
        return row
    row.done_at = timezone.now() if done else None
    row.done_by_id = by.account_id if done else None
    row.save(update_fields=["done_at", "done_by"])
    about = get_file(by, row.file_id) if row.file_id else None
    enter("finish" if done else "reopen", by, row, about)
    return row


def enter(verb: str, by: Viewer, row: Task, about: AssistanceFile | None) -> None:
    record(
        action=f"task.{verb}",
        by=by,
        subject=about.person_id if about else None,
        owners=[row.owner],
        detail={"task": str(row.id), "to": row.account_id},
    )


def count_tasks(handing: Handing) -> int:
    """How many tasks a leaver still has to do."""
    return (
        Task.objects.visible_to(handing.by)
        .filter(owner=handing.by.agency_audience, account=handing.leaver, done_at=None)
        .count()
    )


@transaction.atomic
def hand_over_tasks(handing: Handing) -> int:
    """Give all of a leaver's open tasks to a colleague."""
    return (
        Task.objects.visible_to(handing.by)
        .filter(owner=handing.by.agency_audience, account=handing.leaver, done_at=None)
        .update(account=handing.heir)
    )
