"""What happened to a file, and how it was closed. Both are only ever added to."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from punte.core.access.door import Guarded
from punte.core.ids import new_id
from punte.protection.assistance.models.file import AssistanceFile
from punte.protection.assistance.models.words import CloseReason, EventKind


class FileEvent(Guarded):
    """One thing that happened. account: to whom it was given. code: another person's pseudonym."""

    record_field = "file_id"
    follows_grants = False

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    file = models.ForeignKey(AssistanceFile, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(max_length=12, choices=EventKind)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    code = models.CharField(max_length=40, blank=True)
    reason = models.CharField(max_length=20, blank=True)
    note = models.TextField(max_length=4000, blank=True)
    request_key = models.UUIDField()

    class Meta:
        db_table = "protection_file_event"
        constraints = [
            models.UniqueConstraint(fields=["file", "request_key"], name="file_event_once")
        ]
        indexes = [models.Index(fields=["file", "-at"], name="file_event_by_time")]


class Closure(Guarded):
    """How a file was closed: why, where the person goes (county and country, never an address),
    what keeps them safe, and what was still open.
    """

    record_field = "file_id"
    follows_grants = False

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    file = models.ForeignKey(AssistanceFile, on_delete=models.PROTECT, related_name="closures")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=20, choices=CloseReason)
    summary = models.TextField(max_length=4000)
    safety_plan = models.TextField(max_length=4000, blank=True)
    county = models.CharField(max_length=40, blank=True)
    country = models.CharField(max_length=2, blank=True)
    left_open = models.JSONField(default=list)
    request_key = models.UUIDField(unique=True)

    class Meta:
        db_table = "protection_file_closure"
        indexes = [models.Index(fields=["file", "-at"], name="closure_by_time")]
