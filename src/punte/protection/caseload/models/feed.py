"""An address under which a calendar program reads one person's dates."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Detail(models.TextChoices):
    NEUTRAL = "neutral", _("Only that there is something: “Appointment”, “Deadline”")
    KIND = "kind", _("What is due, never whom it is about: “Answer a referral”")


class CalendarFeed(models.Model):
    """The secret itself is never kept, only its hash. One that runs for a role at a time."""

    membership = models.ForeignKey(
        "agencies.Membership", on_delete=models.PROTECT, related_name="+"
    )
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    token_hash = models.CharField(max_length=64, unique=True)
    detail = models.CharField(max_length=7, choices=Detail, default=Detail.NEUTRAL)
    made_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "protection_calendar_feed"
        constraints = [
            models.UniqueConstraint(
                fields=["membership"],
                condition=models.Q(revoked_at=None),
                name="one_feed_a_role",
            )
        ]
