"""The first sign: one agency tells a coordination unit of a presumed victim."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from punte.core.access.door import Guarded
from punte.core.ids import new_id
from punte.protection.identification.models.words import Channel, NamePlace, RedFlag
from punte.protection.persons.door import pseudonym


class Notification(Guarded):
    """Seen by the agency that sent it and the one that takes it up; both know its answer."""

    follows_grants = False

    class State(models.TextChoices):
        SENT = "sent", "sent"
        TAKEN_UP = "taken_up", "taken up"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(
        "persons.Person", on_delete=models.PROTECT, related_name="notifications"
    )
    plant = models.SmallIntegerField()
    number = models.IntegerField()
    from_agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    to_agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    sent_at = models.DateTimeField()
    channel = models.CharField(max_length=14, choices=Channel)
    place = models.CharField(max_length=120, blank=True)
    from_country = models.CharField(max_length=2, blank=True)
    name_place = models.CharField(max_length=10, choices=NamePlace)
    red_flags = ArrayField(models.CharField(max_length=24, choices=RedFlag), default=list)
    note = models.TextField(max_length=4000, blank=True)
    urgent = models.BooleanField(default=False)
    safe_contact = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.SENT)
    taken_up_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    taken_up_at = models.DateTimeField(null=True)
    request_key = models.UUIDField(unique=True)

    class Meta:
        db_table = "protection_notification"
        indexes = [
            models.Index(
                fields=["to_agency", "state", "-sent_at", "-id"], name="notification_by_state"
            ),
            models.Index(fields=["from_agency", "-sent_at", "-id"], name="notification_sent"),
            models.Index(fields=["person"], name="notification_person"),
            models.Index(fields=["number"], name="notification_number"),
        ]

    def __str__(self) -> str:
        return pseudonym(self.plant, self.number)
