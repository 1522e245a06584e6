"""A screening: what was asked, what was answered, and the advice that came of it."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from punte.core.access.door import Guarded
from punte.core.ids import new_id


class Screening(Guarded):
    """Append-only; a later screening is a new row. `advice` is advice and decides nothing."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(
        "persons.Person", on_delete=models.PROTECT, related_name="screenings"
    )
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    instrument = models.CharField(max_length=40)
    version = models.CharField(max_length=40)
    path = models.CharField(max_length=8)
    answers = models.JSONField()
    advice = models.JSONField()
    note = models.TextField(max_length=4000, blank=True)
    request_key = models.UUIDField(unique=True)

    class Meta:
        db_table = "protection_screening"
        indexes = [models.Index(fields=["person", "-at"], name="screening_person")]
