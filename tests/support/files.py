"""Invented assistance files for tests."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.utils import timezone

from punte.core.access.door import Viewer
from punte.protection.assistance.models import AssistanceFile
from punte.protection.persons.models import Person


def make_file(by: Viewer, person: Person, **values: Any) -> AssistanceFile:
    """An open file of the viewer's agency; bind the viewer first."""
    now = timezone.now()
    known = {"age_band": person.age_band, "sex": person.sex, "language": person.language}
    return AssistanceFile.objects.create(
        person=person,
        plant=person.plant,
        number=person.number,
        agency_id=by.agency_id,
        jurisdiction=by.jurisdiction,
        caseworker_id=by.account_id,
        opened_at=now,
        changed_at=now,
        synthetic=True,
        request_key=uuid4(),
        owner=by.agency_audience,
        audiences=[by.agency_audience],
        **{**known, **values},
    )
