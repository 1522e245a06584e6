"""When the funnel was counted; holds no person."""

from __future__ import annotations

from django.db import models


class FunnelRun(models.Model):
    """When all was counted last, and how long that took; one row. What the counting made are
    tables of the database alone, read through its functions.
    """

    id = models.SmallIntegerField(primary_key=True)
    at = models.DateTimeField()
    seconds = models.FloatField()

    class Meta:
        db_table = "protection_funnel_run"
