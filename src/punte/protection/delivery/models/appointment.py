"""An appointment with or for the person."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse

from punte.core.access.door import DataClass, Guarded
from punte.core.ids import new_id
from punte.protection.configuration.door import HeldClass
from punte.protection.delivery.models.words import Meeting


class Appointment(Guarded):
    """Whom or what the person meets, when, and who goes along.

    place: in words, and empty when it is told by phone only: a shelter's address never stands
    here. remind_at: when the caseworker is told; empty once they were.
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
    what = models.CharField(max_length=160)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place = models.CharField(max_length=160, default="", blank=True)
    place_by_phone = models.BooleanField(default=False)
    caseworker = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    remind_hours = models.PositiveSmallIntegerField(default=0)
    remind_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=10, choices=Meeting, default=Meeting.PLANNED)
    changed_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)
    request_key = models.UUIDField(unique=True)

    class Meta:
        db_table = "protection_appointment"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")),
                name="appointment_ends_after_start",
            ),
            models.CheckConstraint(
                condition=models.Q(place_by_phone=False) | models.Q(place=""),
                name="appointment_place_by_phone_only",
            ),
        ]
        indexes = [
            models.Index(fields=["file", "-starts_at", "id"], name="appointment_of_file"),
            models.Index(fields=["owner", "starts_at", "id"], name="appointment_of_agency"),
            models.Index(fields=["caseworker", "starts_at"], name="appointment_of_caseworker"),
            models.Index(
                fields=["remind_at"],
                condition=models.Q(remind_at__isnull=False),
                name="appointment_remind",
            ),
        ]

    def get_absolute_url(self) -> str:
        """Where it is changed."""
        return reverse("protection:appointment", args=[self.id])
