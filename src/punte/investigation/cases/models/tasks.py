"""What is to be done in a case, and the points that a complex case must answer."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from punte.investigation.cases.models.case import CaseRow


class Task(CaseRow):
    """One thing to do, by somebody of the team, perhaps by a day."""

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("task", "To do")
        DONE = "done", pgettext_lazy("task", "Done")
        DROPPED = "dropped", pgettext_lazy("task", "Dropped")

    title = models.CharField(max_length=200)
    details = models.TextField(max_length=2000, blank=True)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    due_on = models.DateField(null=True)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    outcome = models.TextField(max_length=2000, blank=True)
    version = models.PositiveIntegerField(default=1)
    request_key = models.UUIDField(unique=True)

    class Meta:
        db_table = "investigation_task"
        indexes = [models.Index(fields=["case", "state", "due_on"], name="task_by_day")]

    def __str__(self) -> str:
        return self.title


class CheckAnswer(CaseRow):
    """What the team says to one point of the checklist; the newest counts, none is changed."""

    class Answer(models.TextChoices):
        DONE = "done", pgettext_lazy("checklist", "Done")
        UNDER_WAY = "under_way", pgettext_lazy("checklist", "Under way")
        NOT_NEEDED = "not_needed", _("Not needed here")

    point = models.CharField(max_length=40)
    answer = models.CharField(max_length=12, choices=Answer)
    note = models.TextField(max_length=2000, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "investigation_check_answer"
        indexes = [models.Index(fields=["case", "point", "-at"], name="check_by_point")]
