"""The case, what hangs on it, and who works on it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse

from punte.core.access.door import Guarded
from punte.core.ids import new_id
from punte.investigation.cases.words import Closing, EventKind, Hits, Origin, Part, Stage


class Case(Guarded):
    """One case against those who exploit people, seen by its team alone.

    owner: the audience number of the team's circle; the agency that leads is `agency`. number:
    the agency's own, such as "2026-0042". name: a code name, never a person's. offered hits:
    what others learn when they hold the same phone or plate.
    """

    record_field = "id"
    follows_grants = False

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    jurisdiction = models.CharField(max_length=2)
    year = models.SmallIntegerField()
    serial = models.IntegerField()
    name = models.CharField(max_length=80)
    summary = models.TextField(max_length=8000, blank=True)
    origin = models.CharField(max_length=20, choices=Origin)
    origin_reference = models.CharField(max_length=120, blank=True)
    origin_on = models.DateField()
    court_number = models.CharField(max_length=60, blank=True)
    stage = models.CharField(max_length=20, choices=Stage, default=Stage.LEAD)
    hits = models.CharField(max_length=10, choices=Hits, default=Hits.OPEN)
    complex = models.BooleanField(default=False)
    lead = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    closing = models.CharField(max_length=20, choices=Closing, blank=True)
    changed_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)
    synthetic = models.BooleanField(default=False)
    request_key = models.UUIDField(unique=True)

    class Meta:
        db_table = "investigation_case"
        constraints = [
            models.UniqueConstraint(fields=["agency", "year", "serial"], name="case_number_once"),
            models.UniqueConstraint(fields=["owner"], name="case_circle_once"),
            models.CheckConstraint(
                condition=models.Q(stage=Stage.CLOSED, closed_at__isnull=False)
                | (~models.Q(stage=Stage.CLOSED) & models.Q(closed_at=None)),
                name="case_closed_with_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} · {self.name}"

    @property
    def number(self) -> str:
        return f"{self.year}-{self.serial:04d}"

    @property
    def open(self) -> bool:
        return self.stage != Stage.CLOSED

    def get_absolute_url(self) -> str:
        return reverse("investigation:case", args=[self.pk])


class CaseRow(Guarded):
    """What hangs on a case: seen by its team, unless the row itself says less."""

    record_field = "case_id"
    follows_grants = False

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


def of_case(case: Case) -> dict[str, Any]:
    """The values that a new row of a case takes from it."""
    return {"case": case, "owner": case.owner, "audiences": case.audiences}


class Member(CaseRow):
    """Somebody's place in the team: the seat in the case's circle, and what they do there."""

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=20, choices=Part)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        db_table = "investigation_member"
        constraints = [
            models.UniqueConstraint(
                fields=["case", "account", "agency"],
                condition=models.Q(until=None),
                name="member_once",
            )
        ]

    def __str__(self) -> str:
        return self.account.name


class CaseEvent(CaseRow):
    """What happened to the case itself; rows are never changed.

    code: a stage, an offence or the like, in a form that words are made of when it is read; where
    the stage followed the course, the stage before and the stage after.
    """

    kind = models.CharField(max_length=20, choices=EventKind)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=80, blank=True)
    text = models.TextField(max_length=2000, blank=True)
    request_key = models.UUIDField(unique=True, null=True)

    class Meta:
        db_table = "investigation_case_event"
        indexes = [models.Index(fields=["case", "-at"], name="case_event_by_time")]
