"""A document of the person: what it is, when it expires, and where its bytes are kept."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse

from punte.core.access.door import DataClass, Guarded
from punte.core.ids import new_id
from punte.protection.delivery.models.words import PaperKind


class Paper(Guarded):
    """One version of a document; the next one points at it. Its number stands in the vault.

    stored: the kept file (core.files), of the same class. laid_by_at: when a newer version took
    its place, or when it was put away; from then on nothing is due about it.
    """

    record_field = "file_id"
    follows_grants = False

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    file = models.ForeignKey("assistance.AssistanceFile", on_delete=models.PROTECT)
    kind = models.CharField(max_length=12, choices=PaperKind)
    held_class = models.CharField(
        max_length=20,
        db_column="data_class",
        choices=[(c.value, c.value) for c in DataClass],
        default=DataClass.OPERATIONAL.value,
    )
    label = models.CharField(max_length=120, default="", blank=True)
    stored = models.UUIDField()
    content_type = models.CharField(max_length=100)
    size = models.BigIntegerField()
    expires_on = models.DateField(null=True)
    replaces = models.OneToOneField(
        "self", null=True, on_delete=models.PROTECT, related_name="newer"
    )
    laid_by_at = models.DateTimeField(null=True)
    kept_at = models.DateTimeField()
    kept_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    request_key = models.UUIDField(unique=True)

    class Meta:
        db_table = "protection_paper"
        indexes = [
            models.Index(fields=["file", "-kept_at", "-id"], name="paper_of_file"),
            models.Index(
                fields=["owner", "expires_on", "id"],
                condition=models.Q(laid_by_at=None, expires_on__isnull=False),
                name="paper_expiring",
            ),
        ]

    def get_absolute_url(self) -> str:
        """The list it stands in."""
        return reverse("protection:documents", args=[self.file_id])
