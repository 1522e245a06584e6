"""A note of the file, sealed under the file's own key."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from punte.core.access.door import DataClass, Guarded
from punte.core.ids import new_id
from punte.protection.configuration.door import HeldClass


class Note(Guarded):
    """What was noted, of one class of data. Never changed: a correction is a new row that points
    at the one it corrects, and has its class.

    sealed: the text, under a vault key whose subject is the file, so that erasure covers it.
    """

    record_field = "file_id"
    follows_grants = False

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    file = models.ForeignKey("assistance.AssistanceFile", on_delete=models.PROTECT)
    held_class = models.CharField(
        max_length=20,
        db_column="data_class",
        choices=HeldClass,
        default=DataClass.OPERATIONAL.value,
    )
    sealed = models.BinaryField()
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    corrects = models.OneToOneField(
        "self", null=True, on_delete=models.PROTECT, related_name="correction"
    )
    request_key = models.UUIDField(unique=True)

    class Meta:
        db_table = "protection_note"
        indexes = [
            models.Index(fields=["file", "-written_at", "-id"], name="note_of_file"),
        ]
