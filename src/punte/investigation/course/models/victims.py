"""Victims as the case knows them: a letter, and what was disclosed for a time.

No column leads to the records of those who help them: what is known came by a disclosure.
"""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext

from punte.investigation.cases.door import CaseRow
from punte.investigation.course.models.base import CourseRow, sum_of_money
from punte.investigation.course.words import (
    AgeBand,
    Basis,
    CourtMeasure,
    Currency,
    DataKind,
    Standing,
)


class VictimRole(CourseRow):
    """A victim's role in the case, under a letter and never a name. measures: what protects them
    in court; ordered_on and order: when and by which order.
    """

    serial = models.PositiveSmallIntegerField()
    age_band = models.CharField(max_length=8, choices=AgeBand)
    standing = models.CharField(max_length=8, choices=Standing)
    measures = ArrayField(models.CharField(max_length=8, choices=CourtMeasure), default=list)
    order = models.CharField(max_length=160, blank=True)
    ordered_on = models.DateField(null=True)

    class Meta:
        db_table = "investigation_victim_role"
        constraints = [
            models.UniqueConstraint(fields=["case", "serial"], name="victim_letter_once")
        ]

    def __str__(self) -> str:
        return gettext("Victim %(letter)s") % {"letter": letter_of(self.serial)}

    @property
    def measure_words(self) -> list[str]:
        return [str(CourtMeasure(one).label) for one in self.measures]


def letter_of(serial: int) -> str:
    """A, B … Z, AA, AB …: serial counts from 1."""
    letters = ""
    while serial:
        serial, place = divmod(serial - 1, 26)
        letters = chr(65 + place) + letters
    return letters


class Disclosure(CourseRow):
    """What somebody who helps a victim gave to the case: on which ground, for what, until when.

    Its content stands in `DisclosedPart`, which nobody reads after `until` or withdrawal.
    """

    victim = models.ForeignKey(VictimRole, on_delete=models.PROTECT, related_name="disclosures")
    source = models.CharField(max_length=160)
    basis = models.CharField(max_length=10, choices=Basis)
    basis_text = models.CharField(max_length=300)
    purpose = models.CharField(max_length=300)
    given_on = models.DateField()
    until = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_why = models.CharField(max_length=500, blank=True)

    class Meta:
        db_table = "investigation_disclosure"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until__gt=models.F("made_at")), name="disclosure_ends_later"
            )
        ]

    def open_at(self, now: datetime) -> bool:
        return self.withdrawn_at is None and self.until > now

    @property
    def open(self) -> bool:
        return self.open_at(timezone.now())


class DisclosedPart(CaseRow):
    """One thing that was disclosed. The database shows it while its disclosure is open."""

    disclosure = models.ForeignKey(Disclosure, on_delete=models.PROTECT, related_name="parts")
    kind = models.CharField(max_length=12, choices=DataKind)
    text = models.TextField(max_length=4000)

    class Meta:
        db_table = "investigation_disclosed_part"


class Award(CourseRow):
    """A victim's civil claim, what a court awarded, and what was paid."""

    victim = models.ForeignKey(VictimRole, on_delete=models.PROTECT, related_name="awards")
    claimed = sum_of_money()
    currency = models.CharField(max_length=3, choices=Currency)
    claimed_on = models.DateField()
    awarded = sum_of_money()
    awarded_on = models.DateField(null=True)
    decision = models.CharField(max_length=160, blank=True)
    paid = sum_of_money()
    paid_on = models.DateField(null=True)

    class Meta:
        db_table = "investigation_award"
