"""Changing the facts of a case that are not identity."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from punte.core.access.door import Permission, Viewer, get_visible
from punte.core.agencies.door import Account
from punte.core.errors import Conflict, Refused
from punte.core.ledger.door import record
from punte.protection.models import Person

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


def count_cases(account: Account, agency_id: int) -> int:
    """How many open persons a worker holds; for the hand-over page."""
    return Person.objects.filter(caseworker=account, agency_id=agency_id, closed_at=None).count()


@transaction.atomic
def hand_over_cases(*, by: Viewer, leaver: Account, to: Account) -> int:
    """Give all of a leaver's persons in the viewer's agency to a colleague."""
    by.require(Permission.MANAGE_PEOPLE)
    rows = Person.objects.visible_to(by).filter(caseworker=leaver, owner=by.agency_audience)
    moved: int = rows.update(caseworker=to, changed_at=timezone.now())
    return moved
