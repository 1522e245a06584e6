"""A recorder's folder on its way in: first looked at, then taken in."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse

from punte.investigation.cases.door import CaseRow
from punte.investigation.recordings.words import Basis, Clocked, IntakeState, Outcome, why_words

ACCOUNT: Any = {"on_delete": models.PROTECT, "related_name": "+"}


class Intake(CaseRow):
    """Files that came together: under which order or on which basis, from which recorder.

    measure, target_kind, target: what to ask of authorisations; empty where `basis` says why no
    order is needed. clock: readings of the recorder's clock, each [shown, true] in ISO 8601.
    reading: how names and bytes are to be read (day_first, raw, rate, start).
    """

    by = models.ForeignKey(settings.AUTH_USER_MODEL, **ACCOUNT)
    at = models.DateTimeField()
    measure = models.CharField(max_length=40, blank=True)
    target_kind = models.CharField(max_length=20, blank=True)
    target = models.CharField(max_length=200, blank=True)
    basis = models.CharField(max_length=20, choices=Basis, blank=True)
    basis_text = models.CharField(max_length=300, blank=True)
    device = models.CharField(max_length=120)
    place = models.CharField(max_length=200)
    zone = models.CharField(max_length=60)
    clock = models.JSONField(default=list)
    reading = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=IntakeState, default=IntakeState.PLANNED)
    done_at = models.DateTimeField(null=True)
    exhibit = models.UUIDField(null=True)
    version = models.PositiveIntegerField(default=1)
    request_key = models.UUIDField(unique=True)

    class Meta:
        db_table = "investigation_intake"
        indexes = [models.Index(fields=["case", "-at"], name="intake_by_time")]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(measure="") | ~models.Q(basis=""), name="intake_has_a_ground"
            )
        ]

    def get_absolute_url(self) -> str:
        return reverse("investigation:intake", args=[self.case_id, self.pk])


class IntakeFile(CaseRow):
    """One file of an intake and what becomes of it; a rejected one keeps its name and reason.

    stored: where its bytes wait, seen by whoever brought them alone. start, end: true times;
    shown_at: what the recorder's clock showed. why_code, why: the reason of its outcome.
    """

    intake = models.ForeignKey(Intake, on_delete=models.PROTECT, related_name="files")
    serial = models.PositiveIntegerField()
    name = models.CharField(max_length=300)
    size = models.BigIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    stored = models.UUIDField(null=True)
    facts = models.JSONField(default=dict)
    seconds = models.FloatField(null=True)
    shown_at = models.DateTimeField(null=True)
    clocked = models.CharField(max_length=10, choices=Clocked, default=Clocked.NONE)
    start = models.DateTimeField(null=True)
    end = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=12, choices=Outcome)
    why_code = models.CharField(max_length=40, blank=True)
    why = models.CharField(max_length=600, blank=True)
    authorisation = models.UUIDField(null=True)
    recording = models.UUIDField(null=True)

    class Meta:
        db_table = "investigation_intake_file"
        constraints = [
            models.UniqueConstraint(fields=["intake", "serial"], name="intake_file_in_order")
        ]
        ordering = ["serial"]

    @property
    def reason(self) -> object:
        """Why, in the reader's language; what was said at the time stands in `why`."""
        return why_words(self.why_code) or self.why
