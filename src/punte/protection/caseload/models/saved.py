"""A filter of the caseload under a name."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from punte.core.access.door import Guarded
from punte.core.ids import new_id


class SavedFilter(Guarded):
    """One person's filter, or one shared with the agency. query: as in the address, codes alone.

    Seen by the account's own audience until it is shared, then by the agency's.
    """

    record_field = "id"
    follows_grants = False

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    name = models.CharField(max_length=40)
    query = models.CharField(max_length=300, blank=True)
    shared = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "protection_saved_filter"
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "account", "name"],
                condition=models.Q(removed_at=None),
                name="saved_filter_name_once",
            )
        ]
        indexes = [models.Index(fields=["owner", "made_at", "id"], name="saved_filter_list")]

    def __str__(self) -> str:
        return self.name
