"""Making appointments, moving them, and saying whether they were kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from punte.core.access.door import DataClass, Viewer
from punte.core.agencies.door import Handing
from punte.core.errors import Conflict, Invalid
from punte.core.notices.door import send_notice
from punte.core.once import made_once
from punte.protection.assistance.door import colleagues, hold_file
from punte.protection.delivery.actions.rows import (
    change,
    check_class,
    check_version,
    checked_words,
    enter,
    hold_row,
    sides,
)
from punte.protection.delivery.models import Appointment
from punte.protection.delivery.models.words import Meeting
from punte.protection.delivery.rules import LONGEST, day_in_bounds, may_move, remind_at


@dataclass(frozen=True)
class Terms:
    """What an appointment says. caseworker: the account id of who goes along; hours: how long
    before they are reminded, 0 for never.
    """

    what: str
    starts_at: datetime
    minutes: int
    caseworker: int
    place: str = ""
    place_by_phone: bool = False
    remind_hours: int = 0


@transaction.atomic
def make_appointment(
    *,
    by: Viewer,
    file: UUID,
    terms: Terms,
    request_key: UUID,
    data_class: DataClass = DataClass.OPERATIONAL,
) -> Appointment:
    """Write an appointment down. Another of the caseworker at that time is no hindrance: pages
    show both. Raises Invalid, Refused, NotHere, Conflict.
    """
    held = hold_file(by, file)
    check_class(by, data_class)
    values = checked(by, terms)
    row, new = made_once(
        Appointment,
        by=by,
        request_key=request_key,
        same={"file_id": held.id},
        make=lambda: Appointment.objects.create(
            held_class=data_class.value,
            changed_at=timezone.now(),
            request_key=request_key,
            **values,
            **sides(held),
        ),
    )
    if new:
        enter("appointment.make", by, held, row)
    return row


@transaction.atomic
def change_appointment(*, by: Viewer, appointment: UUID, terms: Terms, version: int) -> Appointment:
    """Another time, place or caseworker, while it is still planned."""
    row, file = hold_row(by, Appointment, appointment)
    check_version(row, version)
    if row.state != Meeting.PLANNED:
        raise Conflict(_("Only a planned appointment can be moved. Plan it anew first."))
    fields = change(row, checked(by, terms))
    enter("appointment.change", by, file, row, fields=fields)
    return row


@transaction.atomic
def settle_appointment(
    *, by: Viewer, appointment: UUID, state: Meeting, version: int
) -> Appointment:
    """Kept, missed or cancelled; or planned again, when that was said by mistake."""
    row, file = hold_row(by, Appointment, appointment)
    check_version(row, version)
    if not may_move(row.state, state):
        raise Conflict(what=f"appointment {row.state} to {state}", subject=file.person_id)
    if state in (Meeting.KEPT, Meeting.MISSED) and row.starts_at > timezone.now():
        raise Invalid(_("It has not begun yet. Say afterwards whether it was kept."))
    before, planned = row.state, state == Meeting.PLANNED
    reminder = remind_at(row.starts_at, row.remind_hours, timezone.now()) if planned else None
    change(row, {"state": state.value, "remind_at": reminder})
    enter("appointment.settle", by, file, row, before=before, after=state.value)
    return row


def checked(by: Viewer, terms: Terms) -> dict[str, Any]:
    """The fields of an appointment. Raises Invalid."""
    what = checked_words(terms.what, 160, _("The text is longer than 160 characters."))
    place = checked_words(terms.place, 160, _("The place is longer than 160 characters."))
    if not what:
        raise Invalid(_("Say with whom or for what the appointment is."))
    if terms.place_by_phone and place:
        raise Invalid(_("A place that is told by phone only does not stand here too."))
    if not day_in_bounds(timezone.localdate(terms.starts_at), timezone.localdate()):
        raise Invalid(_("This day lies too far away. Check the year."))
    length = timedelta(minutes=min(terms.minutes, 10**6))
    if not timedelta() < length <= LONGEST:
        raise Invalid(_("An appointment lasts from one minute to 24 hours."))
    if not colleagues(by).filter(pk=terms.caseworker).exists():
        raise Invalid(_("Choose somebody who works in your agency."))
    return {
        "what": what,
        "starts_at": terms.starts_at,
        "ends_at": terms.starts_at + length,
        "place": place,
        "place_by_phone": terms.place_by_phone,
        "caseworker_id": terms.caseworker,
        "remind_hours": terms.remind_hours,
        "remind_at": remind_at(terms.starts_at, terms.remind_hours, timezone.now()),
    }


def count_appointments(handing: Handing) -> int:
    """Planned appointments that a leaver holds; for the page of leaving."""
    return int(held_by(handing).count())


@transaction.atomic
def hand_over_appointments(handing: Handing) -> int:
    """Give a leaver's planned appointments to a colleague, who is told."""
    moved = int(held_by(handing).update(caseworker=handing.heir, changed_at=timezone.now()))
    if moved:
        send_notice(kind="hand_over", url="/appointments/", to_accounts=[handing.heir])
    return moved


def held_by(handing: Handing) -> Any:
    return Appointment.objects.visible_to(handing.by).filter(
        caseworker=handing.leaver,
        owner=handing.by.agency_audience,
        state=Meeting.PLANNED,
        file__agency=handing.agency_id,
    )
