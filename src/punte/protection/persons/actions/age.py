"""The age band of a person, as a decision on age leaves it."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from punte.core.access.door import Permission, Viewer
from punte.protection.persons.models import Person
from punte.protection.persons.models.words import AgeBand


@transaction.atomic
def set_age_band_of(*, by: Viewer, person: UUID, age_band: AgeBand) -> bool:
    """Write the band where the viewer's agency answers for the person; tell whether it did.

    Of a person who was referred, the agency that answers is told in its own time, by people.
    """
    by.require(Permission.WORK_FILES)
    rows = Person.objects.visible_to(by).filter(pk=person, owner=by.agency_audience)
    return bool(rows.update(age_band=age_band, changed_at=timezone.now()))
