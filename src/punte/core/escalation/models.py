"""The chains of agencies, and the chains that run."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from punte.core.deadlines.door import Clock
from punte.core.escalation.rules import DEFAULTS, Step, StepRow, steps_of
from punte.core.ids import new_id

RUNNING = Q(next_at__isnull=False)


class Chain(models.Model):
    """A version of who is told in an agency, ordinary or urgent. Rows are never changed.

    steps: rows of `Step` in their order; empty: the default of all agencies holds (again).
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    agency_id = models.BigIntegerField()
    urgent = models.BooleanField()
    version = models.PositiveSmallIntegerField()
    steps: models.JSONField[list[StepRow], list[StepRow]] = models.JSONField(default=list)
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.BigIntegerField()

    class Meta:
        db_table = "escalation_chain"
        constraints = [
            models.UniqueConstraint(
                fields=["agency_id", "urgent", "version"], name="chain_version_once"
            )
        ]

    @property
    def in_order(self) -> list[Step]:
        return steps_of(self.steps) or DEFAULTS[self.urgent]


class Run(models.Model):
    """A chain that climbs because a clock was missed. It keeps the steps it began with.

    record, owner: of the clock, for the ledger. place: the step that comes next (from 0).
    next_at: when it comes; None once nobody is left to tell, somebody sees to it, or it is done.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    clock = models.OneToOneField(Clock, on_delete=models.PROTECT, related_name="+")
    record = models.UUIDField(null=True)
    owner = models.IntegerField()
    urgent = models.BooleanField()
    steps: models.JSONField[list[StepRow], list[StepRow]] = models.JSONField()
    place = models.PositiveSmallIntegerField(default=0)
    began_at = models.DateTimeField()
    next_at = models.DateTimeField(null=True)
    seen_to_at = models.DateTimeField(null=True)
    seen_to_by = models.BigIntegerField(null=True)

    class Meta:
        db_table = "escalation_run"
        indexes = [models.Index(fields=["next_at"], condition=RUNNING, name="run_next")]
