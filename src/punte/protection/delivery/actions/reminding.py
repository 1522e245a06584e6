"""Reminding caseworkers of appointments; runs as the worker."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from punte.core.notices.door import send_notice
from punte.protection.delivery.models import Appointment
from punte.protection.delivery.models.words import Meeting
from punte.protection.persons.door import code_of

BATCH = 200


@transaction.atomic
def remind(now: datetime) -> int:
    """Tell each caseworker once of what is near; returns how many were told of."""
    due = (
        Appointment.objects.select_for_update(skip_locked=True, of=("self",))
        .filter(remind_at__lte=now)
        .select_related("file")
        .order_by("remind_at")[:BATCH]
    )
    told = 0
    for row in due:
        open_ = row.file.state == row.file.State.OPEN
        if open_ and row.state == Meeting.PLANNED and row.ends_at > now:
            send_notice(
                kind="appointment_near",
                url=row.get_absolute_url(),
                params={"person": code_of(row.file.plant, row.file.number)},
                to_accounts=[row.caseworker_id],
            )
            told += 1
        row.remind_at = None
        row.save(update_fields=["remind_at"])
    return told
