"""Needs and risk as they were found at one time. Kept whole; nothing is changed afterwards."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.urls import reverse

from punte.core.access.door import DataClass, Guarded
from punte.core.ids import new_id
from punte.protection.plans.models.words import Rating


class Assessment(Guarded):
    """One assessment of a file.

    needs: {area: {need: {"level", "note"}}}, only what was asked or noted. risks: {risk:
    {"level", "factors", "note"}}. Areas of the classes medical and legal stand in tables of
    their own. suggested and reasons: what the rule advised; risk: what a person decided.
    """

    record_field = "file_id"
    follows_grants = False

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    file = models.ForeignKey(
        "assistance.AssistanceFile", on_delete=models.PROTECT, related_name="assessments"
    )
    number = models.PositiveIntegerField()
    set_version = models.PositiveSmallIntegerField()
    needs = models.JSONField()
    risks = models.JSONField()
    suggested = models.CharField(max_length=6, blank=True, choices=Rating)
    reasons = models.JSONField(default=list)
    risk = models.CharField(max_length=6, blank=True, choices=Rating)
    risk_why = models.TextField(max_length=1000, blank=True)
    interpreter = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    request_key = models.UUIDField(unique=True)

    class Meta:
        db_table = "protection_assessment"
        constraints = [
            models.UniqueConstraint(fields=["file", "number"], name="assessment_number"),
        ]

    def __str__(self) -> str:
        return f"{self.number}"

    def get_absolute_url(self) -> str:
        """The assessment, whole."""
        return reverse("protection:assessment", args=[self.id])


class Part(Guarded):
    """The areas of an assessment that belong to another class of data."""

    record_field = "file_id"
    follows_grants = False

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    file = models.ForeignKey(
        "assistance.AssistanceFile", on_delete=models.PROTECT, related_name="+"
    )
    assessment = models.OneToOneField(Assessment, on_delete=models.PROTECT, related_name="+")
    needs = models.JSONField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        abstract = True


class MedicalPart(Part):
    """Health and psychological state, for roles that see medical data."""

    data_class: ClassVar[DataClass] = DataClass.MEDICAL

    class Meta:
        db_table = "protection_assessment_medical"


class LegalPart(Part):
    """Legal status and documents, for roles that see legal data."""

    data_class: ClassVar[DataClass] = DataClass.LEGAL

    class Meta:
        db_table = "protection_assessment_legal"
