"""The risk of a file, as an assessment leaves it."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from punte.core.access.door import Permission, Viewer
from punte.protection.assistance.models import AssistanceFile


@transaction.atomic
def rate_risk(*, by: Viewer, file: AssistanceFile, risk: AssistanceFile.Risk) -> AssistanceFile:
    """Write the risk that a person decided on a file that the caller holds.

    Whoever calls leaves the entry in the ledger.
    """
    by.require(Permission.WORK_FILES)
    file.risk = risk
    file.changed_at = timezone.now()
    file.version += 1
    file.save(update_fields=["risk", "changed_at", "version"])
    return file
