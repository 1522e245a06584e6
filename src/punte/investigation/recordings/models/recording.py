"""A recording that was taken in, and what the worker found in it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse

from punte.core.ids import new_id
from punte.investigation.cases.door import CaseRow
from punte.investigation.recordings.models.intake import ACCOUNT, Intake
from punte.investigation.recordings.words import Basis, Clocked, Progress, Standing


class Recording(CaseRow):
    """One recording of a case. number: within the case, without gaps.

    stored: the sealed original in core.files. exhibit: whose file it is in evidence; empty while
    it lies in quarantine. facts: what the file says of itself. start, end: true
    times; shown_at: by the recorder's clock. heard: how many seconds of it anybody has heard.
    """

    number = models.PositiveIntegerField()
    intake = models.ForeignKey(Intake, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    stored = models.UUIDField(default=new_id)
    exhibit = models.UUIDField(null=True)
    size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    facts = models.JSONField(default=dict)
    seconds = models.FloatField(null=True)
    shown_at = models.DateTimeField(null=True)
    clocked = models.CharField(max_length=10, choices=Clocked)
    start = models.DateTimeField(null=True)
    end = models.DateTimeField(null=True)
    authorisation = models.UUIDField(null=True)
    basis = models.CharField(max_length=20, choices=Basis, blank=True)
    state = models.CharField(max_length=10, choices=Standing, default=Standing.OPEN)
    heard = models.FloatField(default=0)
    taken_at = models.DateTimeField()
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, **ACCOUNT)

    class Meta:
        db_table = "investigation_recording"
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="recording_number_once")
        ]
        indexes = [models.Index(fields=["case", "heard", "start", "id"], name="recording_unheard")]

    def __str__(self) -> str:
        return f"R{self.number:03d}"

    @property
    def playable(self) -> bool:
        return self.state == Standing.OPEN

    def get_absolute_url(self) -> str:
        return reverse("investigation:recording", args=[self.case_id, self.pk])


class Analysis(CaseRow):
    """What the worker found: waveform, speech, length as decoded; gone with its recording.

    regions: [[start, end], …] of speech in seconds. fault: a reason where decoding failed.
    """

    recording = models.OneToOneField(Recording, on_delete=models.PROTECT, related_name="analysis")
    state = models.CharField(max_length=10, choices=Progress, default=Progress.WAITING)
    peaks = models.BinaryField(null=True)
    regions = models.JSONField(default=list)
    frames = models.BigIntegerField(default=0)
    tools = models.CharField(max_length=200, blank=True)
    fault = models.CharField(max_length=40, blank=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "investigation_recording_analysis"

    @property
    def speech_seconds(self) -> float:
        return float(sum(end - start for start, end in self.regions))
