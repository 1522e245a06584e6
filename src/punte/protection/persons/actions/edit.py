"""Changing the facts of a case that are not identity."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from punte.core.access.door import Permission, Viewer, get_visible
from punte.core.agencies.door import Handing
from punte.core.errors import Conflict, Refused
from punte.core.ledger.door import record
from punte.core.notices.door import send_notice
from punte.protection.persons.models import Person

FACTS = (
    "age_band", "sex", "nationality", "language", "district", "exploitation", "risk_factors",
)  # fmt: skip


@transaction.atomic
def edit_person(*, by: Viewer, person: UUID, values: Mapping[str, Any]) -> Person:
    """Save the facts; `version` in the values is the change time that the form was made from.

    Raises Refused outside the owner's agency, Conflict when another saved in between.
    """
    by.require(Permission.EDIT_PERSON)
    row = get_visible(Person, viewer=by, lock=True, pk=person)
    if row.owner != by.agency_audience:
        raise Refused(what="person.edit", subject=row.id)
    if values["version"] != row.changed_at.isoformat():
        raise Conflict(
            _("Someone changed this file after you opened it. Your form was not saved."),
            what="person.edit",
            subject=row.id,
        )
    changed = [name for name in FACTS if getattr(row, name) != values[name]]
    for name in changed:
        setattr(row, name, values[name])
    if values.get("take"):
        row.caseworker_id = by.account_id
        changed.append("caseworker")
    row.changed_at = timezone.now()
    row.save(update_fields=[*changed, "changed_at"])
    record(
        action="person.edit",
        by=by,
        subject=row.id,
        owners=[row.owner],
        detail={"fields": changed},
    )
    return row


def count_cases(handing: Handing) -> int:
    """How many open persons a leaver holds; for the page of leaving."""
    return held_by(handing).filter(closed_at=None).count()


@transaction.atomic
def hand_over_cases(handing: Handing) -> int:
    """Give all of a leaver's persons in the agency to a colleague, who is told."""
    moved = held_by(handing).update(caseworker=handing.heir, changed_at=timezone.now())
    if moved:
        send_notice(kind="hand_over", url="/persons/?mine=on", to_accounts=[handing.heir])
    return moved


def held_by(handing: Handing) -> QuerySet[Person]:
    return Person.objects.visible_to(handing.by).filter(
        caseworker=handing.leaver, owner=handing.by.agency_audience, agency=handing.agency_id
    )
