"""The mark that says whether this database has been filled with the demo corridor."""

from __future__ import annotations

from django.db import models


class Seeding(models.Model):
    """One filling. Without `finished` it was broken off, and must be done again.

    aside: the statements that bring back indexes and constraints put aside meanwhile, in order.
    """

    started = models.DateTimeField(auto_now_add=True)
    finished = models.DateTimeField(null=True)
    size = models.PositiveIntegerField()
    seed = models.BigIntegerField()
    aside = models.JSONField(default=list)

    class Meta:
        db_table = "demo_seeding"

    def __str__(self) -> str:
        return f"{self.size} persons, seed {self.seed}"
