"""What came with a person and has no column of ours: kept as it came, given back as it was."""

from __future__ import annotations

from django.db import models

from punte.core.access.door import Guarded


class Kept(Guarded):
    """values: HTCDS fields and their values. sections: parts of another node's file, verbatim."""

    follows_grants = False

    person = models.OneToOneField(
        "persons.Person", primary_key=True, on_delete=models.PROTECT, related_name="kept"
    )
    run = models.ForeignKey(
        "interchange.ImportRun", null=True, on_delete=models.PROTECT, related_name="+"
    )
    values = models.JSONField(default=dict)
    sections = models.JSONField(default=dict)
    source_id = models.CharField(max_length=200, blank=True)

    class Meta:
        db_table = "protection_htcds"
