"""Charts that a team keeps, and each of their versions."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse

from punte.investigation.cases.door import CaseRow


class Chart(CaseRow):
    """A picture of a part of a case's graph, as somebody laid it out.

    It holds which entities stand where, never what is known of them: that is read anew for
    whoever looks, so a colleague sees of it what they may see. name, notes: read by the whole
    team.
    """

    name = models.CharField(max_length=120)
    notes = models.TextField(max_length=4000, blank=True)
    version = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    removed_at = models.DateTimeField(null=True)
    request_key = models.UUIDField(unique=True)

    class Meta:
        db_table = "investigation_chart"
        indexes = [models.Index(fields=["case", "-changed_at", "id"], name="chart_by_time")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("investigation:chart", args=[self.case_id, self.pk])


class ChartVersion(CaseRow):
    """A chart as it was saved once; never changed. content: see `rules.Content`."""

    chart = models.ForeignKey(Chart, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    content = models.JSONField()
    request_key = models.UUIDField(unique=True)

    class Meta:
        db_table = "investigation_chart_version"
        constraints = [
            models.UniqueConstraint(fields=["chart", "number"], name="chart_version_once")
        ]
        indexes = [models.Index(fields=["case", "-at"], name="chart_version_by_time")]
