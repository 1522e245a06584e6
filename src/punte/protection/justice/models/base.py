"""What every row of a way through justice carries; all are of class legal."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from punte.core.access.door import DataClass, Guarded
from punte.core.ids import new_id


class JusticeRow(Guarded):
    """A row that hangs on a file: who wrote it, when, and the key of the form it came from."""

    record_field = "file_id"
    data_class = DataClass.LEGAL
    follows_grants = False

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    file = models.ForeignKey(
        "assistance.AssistanceFile", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    recorded_at = models.DateTimeField()
    request_key = models.UUIDField(unique=True)

    class Meta:
        abstract = True


class Asked(JusticeRow):
    """Something asked of an authority: granted or refused, and at an end some day."""

    asked_on = models.DateField()
    answered_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    note = models.TextField(max_length=2000, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True
