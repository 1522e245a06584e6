"""The age band of a file, as a decision on age leaves it."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from punte.core.access.door import Permission, Viewer
from punte.protection.assistance.models import AssistanceFile
from punte.protection.persons.door import AgeBand, set_age_band_of


@transaction.atomic
def set_age_band(*, by: Viewer, file: AssistanceFile, age_band: AgeBand) -> AssistanceFile:
    """Write the band on a file that the caller holds, and on the person where the same agency
    answers for both. Whoever calls has checked the decision and leaves its entry in the ledger.
    """
    by.require(Permission.WORK_FILES)
    file.age_band = age_band
    file.changed_at = timezone.now()
    file.version += 1
    file.save(update_fields=["age_band", "changed_at", "version"])
    set_age_band_of(by=by, person=file.person_id, age_band=age_band)
    return file
