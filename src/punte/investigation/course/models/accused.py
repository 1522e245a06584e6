"""Who is pursued, with which charges, and what secures the proceedings."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.urls import reverse

from punte.investigation.cases.door import CaseRow, Offence
from punte.investigation.course.models.base import CourseRow
from punte.investigation.course.words import ChargeState, Plea, RestraintKind, State
from punte.investigation.subjects.door import Entity


class Indictment(CourseRow):
    """The act by which a prosecutor sends accused persons to court."""

    number = models.CharField(max_length=60)
    on = models.DateField()
    court = models.CharField(max_length=160)
    court_number = models.CharField(max_length=60, blank=True)

    class Meta:
        db_table = "investigation_indictment"
        indexes = [models.Index(fields=["case", "on"], name="indictment_by_day")]

    def __str__(self) -> str:
        return f"{self.number} · {self.court}"


class Accused(CourseRow):
    """The role of a person or company in the case, from suspicion to what follows a judgment.

    entity: as stated in the case; a merged one shows by its leading entity's caption.
    """

    entity = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, choices=State, default=State.SUSPECT)
    on = models.DateField()
    basis = models.TextField(max_length=2000, blank=True)
    plea = models.CharField(max_length=12, choices=Plea, default=Plea.OPEN, blank=True)
    plea_on = models.DateField(null=True)
    plea_note = models.TextField(max_length=2000, blank=True)
    indictment = models.ForeignKey(
        Indictment, null=True, on_delete=models.PROTECT, related_name="accused"
    )

    class Meta:
        db_table = "investigation_accused"
        constraints = [models.UniqueConstraint(fields=["case", "entity"], name="accused_once")]

    def __str__(self) -> str:
        return self.entity.caption

    def get_absolute_url(self) -> str:
        return reverse("investigation:accused", args=[self.case_id, self.pk])


class Step(CaseRow):
    """From which state to which, when and on what decision; rows are never changed."""

    accused = models.ForeignKey(Accused, on_delete=models.PROTECT, related_name="steps")
    before = models.CharField(max_length=12, choices=State, blank=True)
    after = models.CharField(max_length=12, choices=State)
    on = models.DateField()
    text = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "investigation_course_step"


class Charge(CourseRow):
    """An offence of which somebody is accused, in the wording of the decision."""

    accused = models.ForeignKey(Accused, on_delete=models.PROTECT, related_name="charges")
    offence = models.ForeignKey(Offence, on_delete=models.PROTECT, related_name="+")
    wording = models.TextField(max_length=4000)
    on = models.DateField()
    state = models.CharField(max_length=8, choices=ChargeState, default=ChargeState.BROUGHT)
    ended_on = models.DateField(null=True)
    ended_why = models.CharField(max_length=500, blank=True)
    replaces = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "investigation_charge"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state=ChargeState.BROUGHT, ended_on=None)
                | (~models.Q(state=ChargeState.BROUGHT) & models.Q(ended_on__isnull=False)),
                name="charge_ended_with_a_day",
            )
        ]

    def __str__(self) -> str:
        return str(self.offence)


class Restraint(CourseRow):
    """A preventive measure, to the minute. lifted_at: ended before its time."""

    accused = models.ForeignKey(Accused, on_delete=models.PROTECT, related_name="restraints")
    kind = models.CharField(max_length=12, choices=RestraintKind)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    ordered_by = models.CharField(max_length=160)
    number = models.CharField(max_length=60, blank=True)
    extends = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(null=True)
    lifted_why = models.CharField(max_length=500, blank=True)

    class Meta:
        db_table = "investigation_restraint"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")),
                name="restraint_ends_after_start",
            )
        ]

    @property
    def measure(self) -> str:
        """Its key in the table of rules."""
        return f"restraint.{self.kind}"

    @property
    def over_at(self) -> datetime:
        """When it ended, or will end."""
        return min(self.lifted_at, self.ends_at) if self.lifted_at else self.ends_at
