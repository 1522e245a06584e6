"""What happens in court, and what follows from it."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext, ngettext

from punte.investigation.cases.door import CaseRow
from punte.investigation.course.models.accused import Accused, Charge
from punte.investigation.course.models.base import CourseRow, sum_of_money
from punte.investigation.course.words import (
    AppealEnd,
    Appellant,
    Currency,
    Enforcement,
    Finding,
    HearingKind,
    HearingState,
    Instance,
)


class Hearing(CourseRow):
    """A date in court. attends: accounts of the team; attends_words: whoever else, by role."""

    kind = models.CharField(max_length=12, choices=HearingKind)
    at = models.DateTimeField()
    court = models.CharField(max_length=160)
    room = models.CharField(max_length=60, blank=True)
    attends = ArrayField(models.BigIntegerField(), default=list)
    attends_words = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=10, choices=HearingState, default=HearingState.PLANNED)
    outcome = models.TextField(max_length=2000, blank=True)
    follows = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "investigation_hearing"
        indexes = [models.Index(fields=["case", "-at"], name="hearing_by_time")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.court}"


class Judgment(CourseRow):
    """What a court decided on a day. final_on: from when it can no longer be changed.

    told_on: when it was communicated; the term of appeal runs from then.
    """

    instance = models.CharField(max_length=8, choices=Instance)
    court = models.CharField(max_length=160)
    number = models.CharField(max_length=60)
    on = models.DateField()
    told_on = models.DateField(null=True)
    final_on = models.DateField(null=True)
    quashed_on = models.DateField(null=True)

    class Meta:
        db_table = "investigation_judgment"
        indexes = [models.Index(fields=["case", "-on"], name="judgment_by_day")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(final_on=None) | models.Q(quashed_on=None),
                name="judgment_final_or_quashed",
            )
        ]

    def __str__(self) -> str:
        return f"{self.number} · {self.court}"

    @property
    def stands(self) -> bool:
        return self.quashed_on is None


class Verdict(CaseRow):
    """What a judgment says of one charge against one accused."""

    judgment = models.ForeignKey(Judgment, on_delete=models.PROTECT, related_name="verdicts")
    accused = models.ForeignKey(Accused, on_delete=models.PROTECT, related_name="verdicts")
    charge = models.ForeignKey(Charge, on_delete=models.PROTECT, related_name="verdicts")
    finding = models.CharField(max_length=10, choices=Finding)

    class Meta:
        db_table = "investigation_verdict"
        constraints = [
            models.UniqueConstraint(fields=["judgment", "charge"], name="verdict_once"),
        ]


class Appeal(CourseRow):
    """Somebody asks a higher court to change a judgment."""

    judgment = models.ForeignKey(Judgment, on_delete=models.PROTECT, related_name="appeals")
    appellant = models.CharField(max_length=10, choices=Appellant)
    on = models.DateField()
    grounds = models.TextField(max_length=2000, blank=True)
    late = models.BooleanField(default=False)
    end = models.CharField(max_length=10, choices=AppealEnd, default=AppealEnd.PENDING, blank=True)
    ended_on = models.DateField(null=True)

    class Meta:
        db_table = "investigation_appeal"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(end="", ended_on=None)
                | (~models.Q(end="") & models.Q(ended_on__isnull=False)),
                name="appeal_ended_with_a_day",
            )
        ]


class Sentence(CourseRow):
    """What a judgment lays on one convicted person or company, and how it is enforced."""

    judgment = models.ForeignKey(Judgment, on_delete=models.PROTECT, related_name="sentences")
    accused = models.ForeignKey(Accused, on_delete=models.PROTECT, related_name="sentences")
    years = models.PositiveSmallIntegerField(default=0)
    months = models.PositiveSmallIntegerField(default=0)
    days = models.PositiveSmallIntegerField(default=0)
    life = models.BooleanField(default=False)
    suspended = models.BooleanField(default=False)
    served_days = models.PositiveIntegerField(default=0)
    fine = sum_of_money()
    confiscated = sum_of_money()
    currency = models.CharField(max_length=3, choices=Currency, blank=True)
    assets = models.TextField(max_length=2000, blank=True)
    ban = models.CharField(max_length=300, blank=True)
    ban_years = models.PositiveSmallIntegerField(default=0)
    mitigating = models.TextField(max_length=2000, blank=True)
    enforcement = models.CharField(max_length=8, choices=Enforcement, default=Enforcement.WAITING)
    enforced_on = models.DateField(null=True)
    enforced_note = models.TextField(max_length=2000, blank=True)

    class Meta:
        db_table = "investigation_sentence"
        constraints = [
            models.UniqueConstraint(fields=["judgment", "accused"], name="sentence_once"),
            models.CheckConstraint(
                condition=models.Q(fine=None, confiscated=None) | ~models.Q(currency=""),
                name="sentence_money_has_a_currency",
            ),
        ]

    @property
    def prison(self) -> str:
        """In words, such as "5 years, 6 months"; empty without."""
        if self.life:
            return gettext("for life")
        parts = [
            ngettext("%(n)d year", "%(n)d years", self.years) % {"n": self.years},
            ngettext("%(n)d month", "%(n)d months", self.months) % {"n": self.months},
            ngettext("%(n)d day", "%(n)d days", self.days) % {"n": self.days},
        ]
        counts = (self.years, self.months, self.days)
        return ", ".join(part for part, count in zip(parts, counts, strict=True) if count)
