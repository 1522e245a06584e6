"""A task: something to do, until a day or not."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from punte.core.access.door import Guarded
from punte.core.ids import new_id


class Task(Guarded):
    """What one person of the agency has to do, about a file or about none."""

    record_field = "id"
    follows_grants = False

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    file = models.ForeignKey(
        "assistance.AssistanceFile", null=True, on_delete=models.PROTECT, related_name="tasks"
    )
    words = models.CharField(max_length=200)
    due_on = models.DateField(null=True)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    request_key = models.UUIDField(unique=True)

    class Meta:
        db_table = "protection_task"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(done_at=None, done_by=None)
                | models.Q(done_at__isnull=False, done_by__isnull=False),
                name="task_done_by_somebody",
            )
        ]
        indexes = [
            models.Index(
                fields=["owner", "account", "due_on", "id"],
                condition=models.Q(done_at=None),
                name="task_to_do",
            ),
            models.Index(
                fields=["owner", "due_on", "id"],
                condition=models.Q(done_at=None),
                name="task_of_agency",
            ),
            models.Index(
                fields=["owner", "account", "-done_at", "id"],
                condition=models.Q(done_at__isnull=False),
                name="task_done",
            ),
            models.Index(fields=["file", "made_at"], name="task_of_file"),
        ]

    def __str__(self) -> str:
        return self.words
