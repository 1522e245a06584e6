"""A doubt about the age: until two people decide, the person is presumed a child."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from punte.protection.children.models.base import ChildRow
from punte.protection.children.models.words import AgeMethod, AgeMove, AgeState
from punte.protection.persons.door import AgeBand


class AgeAssessment(ChildRow):
    """One doubt, from the words that raised it to the decision of two people."""

    state = models.CharField(max_length=8, choices=AgeState, default=AgeState.OPEN)
    band_before = models.CharField(max_length=8, choices=AgeBand)
    reason = models.TextField(max_length=2000)
    proposed = models.CharField(max_length=8, choices=AgeBand, blank=True)
    ground = models.TextField(max_length=4000, blank=True)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "protection_age_assessment"
        constraints = [
            models.UniqueConstraint(
                fields=["file"], condition=~Q(state="decided"), name="one_open_age_assessment"
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("proposed_by")),
                name="age_second_person_is_another",
            ),
            models.CheckConstraint(
                condition=~Q(state="decided")
                | Q(decided_by__isnull=False, decided_at__isnull=False),
                name="age_decided_by_someone",
            ),
        ]
        indexes = [models.Index(fields=["file", "-recorded_at", "id"], name="age_assessment_file")]


class AgeStep(ChildRow):
    """What happened in an assessment, never changed; of a finding the method and its margin.

    low, high: years between which the age lies by this finding.
    """

    assessment = models.ForeignKey(AgeAssessment, on_delete=models.PROTECT, related_name="steps")
    move = models.CharField(max_length=8, choices=AgeMove)
    words = models.TextField(max_length=4000, blank=True)
    method = models.CharField(max_length=12, choices=AgeMethod, blank=True)
    body = models.CharField(max_length=160, blank=True)
    low = models.PositiveSmallIntegerField(null=True)
    high = models.PositiveSmallIntegerField(null=True)
    agreed = models.BooleanField(default=False)

    class Meta:
        db_table = "protection_age_step"
        constraints = [
            models.CheckConstraint(
                condition=Q(low=None) | Q(high=None) | Q(low__lte=F("high")), name="age_margin"
            )
        ]
        indexes = [models.Index(fields=["file", "-recorded_at", "id"], name="age_step_file")]
