"""School, and the people besides whom a child's file calls for."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from punte.protection.children.models.base import ChildRow
from punte.protection.children.models.words import Attendance, Barrier, SchoolLevel


class Schooling(ChildRow):
    """How it stands with school on a day; a change is a new row. A county, never an address."""

    level = models.CharField(max_length=10, choices=SchoolLevel)
    attendance = models.CharField(max_length=9, choices=Attendance)
    district = models.CharField(max_length=40, blank=True)
    since = models.DateField()
    barriers = ArrayField(models.CharField(max_length=10, choices=Barrier), default=list)
    note = models.TextField(max_length=2000, blank=True)

    class Meta:
        db_table = "protection_schooling"
        indexes = [models.Index(fields=["file", "-since", "-id"], name="schooling_file")]


class Companion(ChildRow):
    """Someone whom the child path calls in, by role and body: never by name.

    role: a key of the country's table of roles (`roles.py`).
    """

    role = models.CharField(max_length=30)
    body = models.CharField(max_length=160)
    district = models.CharField(max_length=40, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "protection_child_companion"
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="companion_ends_after_start",
            )
        ]
        indexes = [models.Index(fields=["file", "-starts_on", "id"], name="companion_file")]
