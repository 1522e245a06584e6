"""What hangs on an authorisation, for the case's team alone: words, targets, orders, steps."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils.functional import Promise

from punte.investigation.authorisations.machine import MOVES, Move
from punte.investigation.authorisations.measures import Authority, Identifier
from punte.investigation.authorisations.models.authorisation import Authorisation
from punte.investigation.authorisations.models.table import OrderKind
from punte.investigation.cases.door import CaseRow


class Part(CaseRow):
    """What hangs on an authorisation."""

    authorisation = models.ForeignKey(Authorisation, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class Request(Part):
    """What was asked, as it was asked; the prosecutor decides on this text. Never changed.

    entity: the subject in the case, if the target is one.
    """

    target = models.CharField(max_length=300)
    entity = models.UUIDField(null=True)
    offence = models.CharField(max_length=300)
    necessity = models.TextField(max_length=8000)
    proportionality = models.TextField(max_length=8000)
    wished_start = models.DateTimeField()
    wished_end = models.DateTimeField()

    class Meta:
        db_table = "investigation_measure_request"
        constraints = [
            models.UniqueConstraint(fields=["authorisation"], name="measure_request_once"),
            models.CheckConstraint(
                condition=Q(wished_end__gt=F("wished_start")), name="measure_request_ends_after"
            ),
        ]


class Target(Part):
    """One identifier. ordered: the order names it; else the request did. Never changed."""

    kind = models.CharField(max_length=10, choices=Identifier)
    key = models.CharField(max_length=240)
    words = models.CharField(max_length=200)
    ordered = models.BooleanField()

    class Meta:
        db_table = "investigation_measure_target"
        constraints = [
            models.UniqueConstraint(
                fields=["authorisation", "kind", "key", "ordered"], name="measure_target_once"
            )
        ]
        indexes = [models.Index(fields=["kind", "key"], name="measure_target_key")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.words}"


class TsTzRange(models.Func):
    function = "TSTZRANGE"
    output_field = DateTimeRangeField()


class Order(Part):
    """One decision of a court or prosecutor, as it was issued. Never changed.

    start, end: the time it gives, to the minute; empty for a confirmation that adds none.
    file, sha256: the scanned order.
    """

    kind = models.CharField(max_length=12, choices=OrderKind)
    authority = models.CharField(max_length=10, choices=Authority)
    court = models.CharField(max_length=200)
    number = models.CharField(max_length=80)
    judge = models.CharField(max_length=200)
    issued_at = models.DateTimeField()
    target = models.CharField(max_length=300)
    offence = models.CharField(max_length=300)
    necessity = models.TextField(max_length=8000)
    conditions = models.TextField(max_length=8000, blank=True)
    start = models.DateTimeField(null=True)
    end = models.DateTimeField(null=True)
    file = models.UUIDField()
    sha256 = models.CharField(max_length=64)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField()
    request_key = models.UUIDField(unique=True)

    class Meta:
        db_table = "investigation_measure_order"
        constraints = [
            models.CheckConstraint(
                condition=Q(end__gt=F("start"))
                | Q(start=None, end=None, kind=OrderKind.CONFIRMATION),
                name="measure_order_ends_after_start",
            ),
            ExclusionConstraint(
                name="measure_order_no_overlap",
                expressions=[
                    ("authorisation", RangeOperators.EQUAL),
                    (TsTzRange("start", "end"), RangeOperators.OVERLAPS),
                ],
                condition=Q(start__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["authorisation", "recorded_at"], name="measure_order_of")]


class Step(Part):
    """One move in its life. by: empty where time did it. Never changed."""

    move = models.CharField(max_length=12, choices=[(m.value, words) for m, words in MOVES.items()])
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.TextField(max_length=2000, blank=True)

    class Meta:
        db_table = "investigation_measure_step"
        indexes = [models.Index(fields=["authorisation", "at"], name="measure_step_of")]

    @property
    def words(self) -> str | Promise:
        return MOVES[Move(self.move)]


class Delay(Part):
    """A judge put the notice to the subject off, with a reason, until a day. Never changed."""

    until = models.DateTimeField()
    reason = models.TextField(max_length=8000)
    court = models.CharField(max_length=200)
    number = models.CharField(max_length=80)
    judge = models.CharField(max_length=200)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    request_key = models.UUIDField(unique=True)

    class Meta:
        db_table = "investigation_notice_delay"
        indexes = [models.Index(fields=["authorisation", "at"], name="notice_delay_of")]
