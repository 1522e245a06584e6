"""What people said of two files that were alike."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from punte.core.access.door import Guarded
from punte.core.ids import new_id


class Verdict(Guarded):
    """One agency's word on two persons; the newest of a pair holds, earlier ones stay.

    `one` is the person whose key is smaller, so that a pair has one order. Seen by the agency
    that said it, which saw both files when it did.
    """

    record_field = "one_id"
    follows_grants = False

    class Said(models.TextChoices):
        DIFFERENT = "different", _("Not the same person")
        SAME = "same", _("Probably the same person")
        OPEN = "open", _("Open again")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    one = models.ForeignKey("persons.Person", on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey("persons.Person", on_delete=models.PROTECT, related_name="+")
    said = models.CharField(max_length=10, choices=Said)
    note = models.CharField(max_length=500, blank=True)
    said_at = models.DateTimeField()
    said_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    request_key = models.UUIDField(unique=True)

    class Meta:
        db_table = "protection_duplicate_verdict"
        constraints = [
            models.CheckConstraint(condition=~Q(one=F("other")), name="verdict_on_two_persons")
        ]
        indexes = [
            models.Index(fields=["owner", "one", "-said_at"], name="verdict_of_one"),
            models.Index(fields=["owner", "other", "-said_at"], name="verdict_of_other"),
        ]

    def __str__(self) -> str:
        return str(self.get_said_display())
