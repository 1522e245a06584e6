"""What every row of a case's course carries."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models

from punte.investigation.cases.door import CaseRow


class CourseRow(CaseRow):
    """Who wrote it, when, and the key of the form it came from."""

    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    request_key = models.UUIDField(unique=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True


def sum_of_money() -> Any:
    """An amount that may be missing; its currency stands beside it."""
    return models.DecimalField(max_digits=14, decimal_places=2, null=True)
