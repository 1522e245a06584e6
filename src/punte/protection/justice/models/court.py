"""Court dates, and the one session in which the person tells the story."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from punte.protection.justice.models.base import JusticeRow
from punte.protection.justice.models.words import (
    HearingKind,
    HearingState,
    SessionState,
    SpecialMeasure,
)


class Hearing(JusticeRow):
    """A date at a court, and who goes with the person. case_reference: as the person gave it."""

    kind = models.CharField(max_length=12, choices=HearingKind)
    state = models.CharField(max_length=10, choices=HearingState, default=HearingState.PLANNED)
    at = models.DateTimeField()
    court = models.CharField(max_length=160)
    district = models.CharField(max_length=40, blank=True)
    case_reference = models.CharField(max_length=60, blank=True)
    goes = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    goes_words = models.CharField(max_length=120, blank=True)
    measures = ArrayField(models.CharField(max_length=10, choices=SpecialMeasure), default=list)
    interpreter = models.CharField(max_length=5, blank=True)
    outcome = models.TextField(max_length=2000, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "protection_hearing"
        indexes = [
            models.Index(fields=["file", "-at", "id"], name="hearing_file"),
            models.Index(fields=["owner", "at", "id"], name="hearing_by_day"),
        ]


class StatementSession(JusticeRow):
    """One session for all who ask. why_again: needed when another one stands already.

    recorded: whether it was, once told; a recording can be asked for instead of a second telling.
    kept_by: the body that keeps the recording.
    """

    state = models.CharField(max_length=9, choices=SessionState, default=SessionState.PLANNED)
    at = models.DateTimeField()
    place = models.CharField(max_length=160)
    interpreter = models.CharField(max_length=5, blank=True)
    support = models.CharField(max_length=120, blank=True)
    will_record = models.BooleanField(default=True)
    recorded = models.BooleanField(null=True)
    kept_by = models.CharField(max_length=160, blank=True)
    why_again = models.TextField(max_length=2000, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "protection_statement_session"
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="held") | Q(recorded__isnull=False),
                name="session_held_says_if_recorded",
            )
        ]
        indexes = [
            models.Index(fields=["file", "-at", "id"], name="session_file"),
            models.Index(fields=["owner", "at", "id"], name="session_by_day"),
        ]


class StatementAsk(JusticeRow):
    """A body and what it wants to know. reuse: it takes the recording, nobody tells again."""

    session = models.ForeignKey(StatementSession, on_delete=models.PROTECT, related_name="asks")
    body = models.CharField(max_length=160)
    topics = models.TextField(max_length=2000)
    reuse = models.BooleanField(default=False)

    class Meta:
        db_table = "protection_statement_ask"
        indexes = [models.Index(fields=["file", "recorded_at", "id"], name="statement_ask_file")]
