"""Counts by month and kind, refreshed by the worker; holds no person."""

from __future__ import annotations

from django.db import models


class FunnelCell(models.Model):
    """Persons notified in one month, of one agency and kind, and how far they came.

    Cells may be small, so nobody reads them but the database's own `protection_funnel`, which
    adds up and hides values under five.
    """

    month = models.DateField()
    jurisdiction = models.CharField(max_length=2)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.CASCADE)
    exploitation = models.CharField(max_length=10)
    age_band = models.CharField(max_length=8)
    sex = models.CharField(max_length=8)
    notified = models.IntegerField()
    screened = models.IntegerField()
    identified = models.IntegerField()
    referred = models.IntegerField()
    assisted = models.IntegerField()
    closed = models.IntegerField()

    class Meta:
        db_table = "protection_funnel_cell"
        indexes = [models.Index(fields=["month", "jurisdiction"], name="funnel_month")]


class FunnelRun(models.Model):
    """When all was counted last, and how long that took; one row. What the counting made beside
    the cells are tables of the database alone, read through its functions.
    """

    id = models.SmallIntegerField(primary_key=True)
    at = models.DateTimeField()
    seconds = models.FloatField()

    class Meta:
        db_table = "protection_funnel_run"
