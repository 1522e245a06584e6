"""Work on a recording: listening, marks, transcripts."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from punte.investigation.cases.door import CaseRow
from punte.investigation.recordings.models.intake import ACCOUNT
from punte.investigation.recordings.models.recording import Recording
from punte.investigation.recordings.words import Author


class Listening(CaseRow):
    """Somebody sits down to a recording. reports: how many reports of the player came in."""

    recording = models.ForeignKey(Recording, on_delete=models.PROTECT, related_name="listenings")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, **ACCOUNT)
    began_at = models.DateTimeField()
    last_at = models.DateTimeField()
    reports = models.PositiveIntegerField(default=0)
    seconds = models.FloatField(default=0)
    request_key = models.UUIDField(unique=True)

    class Meta:
        db_table = "investigation_listening"
        indexes = [models.Index(fields=["recording", "-began_at"], name="listening_by_time")]


class Heard(CaseRow):
    """A stretch that was played, in seconds from the beginning; rows are never changed."""

    recording = models.ForeignKey(Recording, on_delete=models.PROTECT, related_name="+")
    listening = models.ForeignKey(Listening, on_delete=models.PROTECT, related_name="stretches")
    start = models.FloatField()
    end = models.FloatField()
    speed = models.FloatField()
    at = models.DateTimeField()

    class Meta:
        db_table = "investigation_heard"
        indexes = [
            models.Index(fields=["listening", "start"], name="heard_of_listening"),
            models.Index(fields=["recording", "start"], name="heard_of_recording"),
        ]


class Mark(CaseRow):
    """A note at a moment of a recording. withdrawn_at: it stays to be read about, and is hidden."""

    recording = models.ForeignKey(Recording, on_delete=models.PROTECT, related_name="marks")
    place = models.FloatField()
    text = models.CharField(max_length=2000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, **ACCOUNT)
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    request_key = models.UUIDField(unique=True)

    class Meta:
        db_table = "investigation_recording_mark"
        ordering = ["place", "at"]
        indexes = [models.Index(fields=["recording", "place"], name="mark_by_place")]


class Transcript(CaseRow):
    """One version of what is said; a change makes the next version.

    segments: [{start, end, speaker, text, translation, left_out}]; left_out says in words what
    was not written down. model_sha256: of the description of the program that wrote it.
    certified_name: as the person stood then. checked_by: a second person who compared it.
    """

    recording = models.ForeignKey(Recording, on_delete=models.PROTECT, related_name="transcripts")
    version = models.PositiveIntegerField()
    language = models.CharField(max_length=8)
    translated_to = models.CharField(max_length=8, blank=True)
    author = models.CharField(max_length=10, choices=Author, default=Author.PERSON)
    segments = models.JSONField(default=list)
    tool = models.CharField(max_length=120, blank=True)
    model_sha256 = models.CharField(max_length=64, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, **ACCOUNT)
    at = models.DateTimeField()
    certified_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, **ACCOUNT)
    certified_name = models.CharField(max_length=200, blank=True)
    certified_at = models.DateTimeField(null=True)
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, **ACCOUNT)
    checked_name = models.CharField(max_length=200, blank=True)
    checked_at = models.DateTimeField(null=True)
    request_key = models.UUIDField(unique=True)

    class Meta:
        db_table = "investigation_transcript"
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["recording", "version"], name="transcript_version_once"
            ),
            models.CheckConstraint(
                condition=models.Q(author=Author.PERSON) | models.Q(certified_by=None),
                name="transcript_certified_by_who_wrote",
            ),
            models.CheckConstraint(
                condition=models.Q(checked_by=None)
                | ~models.Q(checked_by=models.F("certified_by")),
                name="transcript_checked_by_another",
            ),
        ]
