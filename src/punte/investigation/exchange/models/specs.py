"""Saved ways to read a provider's lists."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from punte.core.access.door import Guarded
from punte.core.ids import new_id


class ListSpec(Guarded):
    """How an agency reads the lists of one provider; shared in the agency, never rewritten.

    columns: folded name → field and order of dates. options: zone, region, offset. A change is
    the next version under the same name.
    """

    record_field = "id"
    follows_grants = False

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(max_length=80)
    version = models.PositiveSmallIntegerField(default=1)
    kind = models.CharField(max_length=40)
    columns = models.JSONField()
    options = models.JSONField(default=dict)
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        db_table = "investigation_import_spec"
        constraints = [
            models.UniqueConstraint(fields=["owner", "name", "version"], name="list_spec_once")
        ]

    def __str__(self) -> str:
        return f"{self.name} · {self.version}"
