"""Telling other programs that something happened: where to, and each message on its way."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from punte.core.access.door import Guarded
from punte.core.ids import new_id


class Webhook(Guarded):
    """One address of an agency. sealed: its secret under the master key. position: the last
    place of the ledger that was looked at. round: counts replays.
    """

    record_field = "id"
    follows_grants = False

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    url = models.CharField(max_length=500)
    kinds = ArrayField(models.CharField(max_length=20))
    sealed = models.BinaryField()
    position = models.BigIntegerField(default=0)
    round = models.PositiveIntegerField(default=0)
    active = models.BooleanField(default=True)
    made_at = models.DateTimeField(db_default=Now())
    made_by = models.BigIntegerField()
    request_key = models.UUIDField(unique=True)

    class Meta:
        db_table = "protection_webhook"
        indexes = [models.Index(fields=["owner", "name", "id"], name="webhook_by_name")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The page with its deliveries."""
        return reverse("protection:webhook", args=[self.id])


class Delivery(Guarded):
    """One message to one address: what it says, how often it was tried, what came back."""

    record_field = "webhook_id"
    follows_grants = False

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        SENT = "sent", _("Delivered")
        DEAD = "dead", _("Given up")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    webhook = models.ForeignKey(Webhook, on_delete=models.PROTECT, related_name="deliveries")
    round = models.PositiveIntegerField(default=0)
    entry = models.UUIDField()
    place = models.BigIntegerField()
    body = models.JSONField()
    state = models.CharField(max_length=7, choices=State, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField()
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    status = models.PositiveSmallIntegerField(null=True)
    trouble = models.CharField(max_length=60, blank=True)

    class Meta:
        db_table = "protection_webhook_delivery"
        constraints = [
            models.UniqueConstraint(fields=["webhook", "round", "entry"], name="delivery_once")
        ]
        indexes = [
            models.Index(fields=["webhook", "-made_at", "id"], name="delivery_by_time"),
            models.Index(
                fields=["next_at"], condition=models.Q(state="waiting"), name="delivery_due"
            ),
        ]
