"""The best-interests assessment, never changed, and the second person's word on it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from punte.protection.children.models.base import ChildRow
from punte.protection.children.models.words import Recommendation


class BestInterests(ChildRow):
    """One assessment. A better view later is another one, beside it.

    answers: question key → words. ratings: dimension key → Finding, only where one was rated.
    options: list of {option, good, bad}, at least two. questions: version of the data file.
    """

    questions = models.CharField(max_length=30)
    assessed_on = models.DateField()
    heard = models.BooleanField()
    answers = models.JSONField()
    ratings = models.JSONField()
    options = models.JSONField()
    recommendation = models.CharField(max_length=14, choices=Recommendation)
    reasons = models.TextField(max_length=4000)

    class Meta:
        db_table = "protection_best_interests"
        indexes = [models.Index(fields=["file", "-recorded_at", "id"], name="best_interests_file")]


class Signature(ChildRow):
    """A second person agrees with an assessment, or gives it back with words; also kept."""

    assessment = models.OneToOneField(
        BestInterests, on_delete=models.PROTECT, related_name="signature"
    )
    assessor = models.BigIntegerField()
    agrees = models.BooleanField()
    words = models.TextField(max_length=2000, blank=True)

    class Meta:
        db_table = "protection_best_interests_signature"
        constraints = [
            models.CheckConstraint(
                condition=~Q(recorded_by=F("assessor")), name="signature_by_another"
            ),
            models.CheckConstraint(
                condition=Q(agrees=True) | ~Q(words=""), name="signature_no_says_why"
            ),
        ]
        indexes = [models.Index(fields=["file"], name="signature_file")]
