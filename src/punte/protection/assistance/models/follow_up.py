"""Asking how somebody is, long after the help ended."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from punte.core.access.door import Guarded
from punte.core.ids import new_id
from punte.protection.assistance.models.event import Closure
from punte.protection.assistance.models.file import AssistanceFile
from punte.protection.assistance.models.words import FollowUpState, Safe


class FollowUp(Guarded):
    """One follow-up of a closing: so many months later, on a day. tries: those in vain."""

    record_field = "file_id"
    follows_grants = False

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    file = models.ForeignKey(AssistanceFile, on_delete=models.PROTECT, related_name="follow_ups")
    closure = models.ForeignKey(Closure, on_delete=models.PROTECT, related_name="follow_ups")
    months = models.PositiveSmallIntegerField()
    due_on = models.DateField()
    state = models.CharField(max_length=8, choices=FollowUpState, default=FollowUpState.PENDING)
    tries = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "protection_follow_up"
        constraints = [models.UniqueConstraint(fields=["closure", "months"], name="follow_up_once")]
        indexes = [
            # The list of what is to do, in its whole order.
            models.Index(
                fields=["owner", "due_on", "id"],
                condition=models.Q(state="pending"),
                name="follow_up_to_do",
            ),
            models.Index(fields=["file", "due_on"], name="follow_up_of_file"),
        ]


class FollowUpTry(Guarded):
    """One try to reach the person, and what they said if it worked. Only ever added to."""

    record_field = "file_id"
    follows_grants = False

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    file = models.ForeignKey(AssistanceFile, on_delete=models.PROTECT, related_name="+")
    follow_up = models.ForeignKey(FollowUp, on_delete=models.PROTECT, related_name="made")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reached = models.BooleanField()
    safe = models.CharField(max_length=6, choices=Safe, blank=True, default="")
    needs_again = models.BooleanField(default=False)
    note = models.TextField(max_length=4000, blank=True)
    request_key = models.UUIDField(unique=True)

    class Meta:
        db_table = "protection_follow_up_try"
        indexes = [models.Index(fields=["file", "-at"], name="follow_up_try_by_time")]
