"""Where statements come from."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse

from punte.investigation.cases.door import CaseRow
from punte.investigation.subjects.words import Handling, InfoGrade, SourceGrade, SourceKind


class Source(CaseRow):
    """One origin of statements: a document, a file of call records, what somebody said.

    Its grades and handling are what its statements get unless they say otherwise. X4 is what
    nobody has assessed. narrow: few of the team see it and what it states (their circle is then
    in `audiences`). exhibit: the id of the exhibit it was read from.
    """

    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=SourceKind)
    source_grade = models.CharField(max_length=1, choices=SourceGrade, default=SourceGrade.X)
    info_grade = models.CharField(max_length=1, choices=InfoGrade, default=InfoGrade.UNKNOWN)
    handling = models.CharField(max_length=2, choices=Handling, default=Handling.H0)
    handling_text = models.CharField(max_length=300, blank=True)
    narrow = models.BooleanField(default=False)
    exhibit = models.UUIDField(null=True)
    got_at = models.DateTimeField()
    note = models.TextField(max_length=4000, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    request_key = models.UUIDField(unique=True)

    class Meta:
        db_table = "investigation_source"
        indexes = [models.Index(fields=["case", "-made_at", "id"], name="source_by_time")]

    def __str__(self) -> str:
        return self.title

    @property
    def grade(self) -> str:
        """Such as "B2"; X4 where nobody assessed it."""
        return f"{self.source_grade}{self.info_grade}"

    @property
    def mark(self) -> str:
        """Grade and handling in one, such as "B2 H0"."""
        return f"{self.grade} {self.handling}"

    def get_absolute_url(self) -> str:
        return reverse("investigation:source", args=[self.case_id, self.pk])
