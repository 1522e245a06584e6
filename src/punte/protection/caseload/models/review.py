"""A supervisor looked through a file."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from punte.core.access.door import Guarded
from punte.core.ids import new_id


class Outcome(models.TextChoices):
    AGREED = "agreed", _("Agreed")
    CHANGES = "changes", _("Changes wanted")
    LOOKED = "looked", _("Looked at: nothing was done for a while")


class Review(Guarded):
    """What a supervisor said to the work on a file. Never altered. next_on: look again then."""

    record_field = "file_id"
    follows_grants = False

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    file = models.ForeignKey(
        "assistance.AssistanceFile", on_delete=models.PROTECT, related_name="reviews"
    )
    outcome = models.CharField(max_length=7, choices=Outcome)
    note = models.TextField(max_length=2000, blank=True)
    next_on = models.DateField(null=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    request_key = models.UUIDField(unique=True)

    class Meta:
        db_table = "protection_file_review"
        indexes = [
            models.Index(fields=["file", "-at", "id"], name="review_of_file"),
            models.Index(fields=["owner", "next_on", "id"], name="review_next"),
        ]
