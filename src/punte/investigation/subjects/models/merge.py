"""Two things that may be one, and what people decided about it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from punte.investigation.cases.door import CaseRow
from punte.investigation.subjects.models.entity import Entity


class Merge(CaseRow):
    """A pair: suggested by the program or proposed by somebody, decided by somebody else.

    left, right: as stated, the one with the smaller key left. Merged pairs are what groups are
    made of: `Entity.group` is the smallest key of all that they join, so a split leaves exactly
    what the other pairs say. score (0 to 1000), band, reasons: what `algorithms.linkage` said.
    digest: over all that was stated of both before they were merged.
    """

    class State(models.TextChoices):
        SUGGESTED = "suggested", pgettext_lazy("merge", "Suggested")
        PROPOSED = "proposed", _("Waits for a second person")
        MERGED = "merged", pgettext_lazy("merge", "Merged")
        REFUSED = "refused", _("Not the same")
        SPLIT = "split", _("Split again")

    LIVE = (State.SUGGESTED, State.PROPOSED, State.MERGED)

    left = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="+")
    right = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State)
    score = models.PositiveSmallIntegerField(null=True)
    band = models.CharField(max_length=12, blank=True)
    reasons = models.JSONField(default=list)
    made_at = models.DateTimeField()
    proposed_at = models.DateTimeField(null=True)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    why = models.CharField(max_length=1000, blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_why = models.CharField(max_length=1000, blank=True)
    split_at = models.DateTimeField(null=True)
    split_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    split_why = models.CharField(max_length=1000, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "investigation_merge"
        constraints = [
            models.CheckConstraint(condition=Q(left__lt=F("right")), name="merge_left_first"),
            models.UniqueConstraint(
                fields=["left", "right"],
                condition=Q(state__in=["suggested", "proposed", "merged"]),
                name="merge_once",
            ),
            models.CheckConstraint(
                condition=Q(proposed_by=None)
                | Q(decided_by=None)
                | ~Q(decided_by=F("proposed_by")),
                name="merge_by_two_people",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["merged", "split"])
                | Q(proposed_by__isnull=False, decided_by__isnull=False),
                name="merge_was_decided",
            ),
        ]
        indexes = [models.Index(fields=["case", "state", "-score", "id"], name="merge_by_state")]

    def __str__(self) -> str:
        return f"{self.left} · {self.right}"
