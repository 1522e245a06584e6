"""What other rooms may use of the caseload."""

from __future__ import annotations

from punte.protection.caseload.actions.tasks import give_task
from punte.protection.caseload.models import Task
from punte.protection.caseload.queries.tasks import my_tasks, tasks_due

__all__ = ["Task", "give_task", "my_tasks", "tasks_due"]
