"""Offences by country: a table that an office edits, and what a case is about."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from punte.investigation.cases.models.case import CaseRow


class Offence(models.Model):
    """An article of a country's criminal law, in one dated wording.

    key: stable over wordings, such as "MD:165". name: as the law itself calls it, in its own
    language. verified: a person compared it with the text in force.
    """

    key = models.CharField(max_length=40)
    jurisdiction = models.CharField(max_length=2)
    article = models.CharField(max_length=60)
    name = models.CharField(max_length=200)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=300)
    verified = models.BooleanField(default=False)
    trafficking = models.BooleanField(default=False)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "investigation_offence"
        ordering = ["jurisdiction", "article"]
        constraints = [
            models.UniqueConstraint(fields=["key", "since"], name="offence_wording_once"),
            models.CheckConstraint(
                condition=models.Q(until=None) | models.Q(until__gt=models.F("since")),
                name="offence_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.article} · {self.name}"


class CaseOffence(CaseRow):
    """An offence that the case is about, from when until it was taken out."""

    offence = models.ForeignKey(Offence, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "investigation_case_offence"
        constraints = [
            models.UniqueConstraint(
                fields=["case", "offence"],
                condition=models.Q(ended_at=None),
                name="case_offence_once",
            )
        ]
