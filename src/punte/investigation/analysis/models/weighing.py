"""What the worker weighed of a large case, for one person alone."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from punte.investigation.cases.door import CaseRow

STILL = timedelta(minutes=5)


class Weighing(CaseRow):
    """Who stands where in a case, as one person asked for it; nobody else gets it.

    owner and audiences are the person's own. agency: in whose name they asked. state: how far the
    worker is. counted_at: when the links were read; entities, links: over how many; left_out: the
    least linked of very large cases were. circles: the numbers of the person's by which they saw
    what was weighed: without one of them the result is not theirs any more. content: see
    `weights.Summary`.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting for the worker")
        READING = "reading", _("Reading the links")
        CLUSTERS = "clusters", _("Finding clusters")
        PATHS = "paths", _("Walking shortest paths")
        DONE = "done", _("Weighed")
        FAILED = "failed", _("Failed")

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State)
    moved_at = models.DateTimeField()
    counted_at = models.DateTimeField(null=True)
    entities = models.PositiveIntegerField(default=0)
    links = models.PositiveIntegerField(default=0)
    left_out = models.BooleanField(default=False)
    circles = ArrayField(models.IntegerField(), default=list)
    content = models.JSONField(default=dict)

    class Meta:
        db_table = "investigation_weighing"
        constraints = [models.UniqueConstraint(fields=["case", "account"], name="weighing_once")]

    def __str__(self) -> str:
        return str(self.get_state_display())

    @property
    def busy(self) -> bool:
        return self.state not in (self.State.DONE, self.State.FAILED)

    @property
    def still(self) -> bool:
        """Whether nothing has moved for longer than a step takes."""
        return self.busy and timezone.now() - self.moved_at > STILL

    @property
    def step(self) -> int:
        """How many of the steps are behind it; of three."""
        return max(0, list(self.State).index(self.State(self.state)) - 1)
