"""Operations on appointments."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema, Status

from punte.core.access.door import DataClass, Permission
from punte.core.api.door import (
    Body,
    IfMatch,
    Moment,
    Page,
    act_once,
    allows,
    page_of,
    request_key,
    viewer_in,
)
from punte.protection.assistance.door import get_file, opened
from punte.protection.configuration.door import HeldClass
from punte.protection.delivery.actions.appointments import (
    Terms,
    change_appointment,
    make_appointment,
    settle_appointment,
)
from punte.protection.delivery.models import Appointment
from punte.protection.delivery.models.words import Meeting
from punte.protection.delivery.queries.appointments import (
    appointments_of,
    get_appointment,
    own_appointments,
    with_clash,
)

router = Router(tags=["appointments"])


class AppointmentOut(Schema):
    """clash: its caseworker has another planned one at that time."""

    id: UUID
    file: UUID = Field(validation_alias="file_id")
    data_class: str
    what: str
    starts_at: datetime
    ends_at: datetime
    place: str
    place_by_phone: bool
    caseworker: int = Field(validation_alias="caseworker_id")
    remind_hours: int
    state: Meeting
    clash: bool
    version: int

    @staticmethod
    def resolve_data_class(row: Appointment) -> str:
        return row.held_class


class AppointmentPage(Page):
    items: list[AppointmentOut]


class AppointmentCut(Schema):
    """From `since` to before `until`; of one state."""

    since: Moment | None = None
    until: Moment | None = None
    state: Meeting | None = None


class TermsIn(Body):
    """caseworker: the account of who goes along. place: in words, never a shelter's address."""

    what: str = Field(min_length=1, max_length=160)
    starts_at: Moment
    minutes: int = Field(60, ge=1, le=24 * 60)
    caseworker: int
    place: str = Field("", max_length=160)
    place_by_phone: bool = False
    remind_hours: int = Field(0, ge=0, le=14 * 24)

    def terms(self) -> Terms:
        return Terms(**self.dict(include=set(TermsIn.model_fields)))


class AppointmentIn(TermsIn):
    data_class: HeldClass = HeldClass.OPERATIONAL


class StateIn(Body):
    """kept, missed, cancelled; or planned again."""

    state: Meeting


@router.get(
    "/appointments", response=AppointmentPage, summary="The agency's appointments, soonest first"
)
@allows(Permission.SEE_FILES)
def list_appointments(
    request: HttpRequest, cut: Query[AppointmentCut], after: str | None = None, limit: int = 50
) -> dict[str, object]:
    asked = {"starts_at__gte": cut.since, "starts_at__lt": cut.until, "state": cut.state}
    rows = with_clash(own_appointments(viewer_in(request)))
    rows = rows.filter(**{key: value for key, value in asked.items() if value})
    items, following = page_of(rows, by="starts_at", after=after, limit=limit)
    return {"items": items, "next": following}


@router.get("/files/{uuid:file_id}/appointments", response=AppointmentPage, summary="Latest first")
@allows(Permission.SEE_FILES)
def list_of_file(
    request: HttpRequest, file_id: UUID, after: str | None = None, limit: int = 50
) -> dict[str, object]:
    viewer = viewer_in(request)
    rows = appointments_of(viewer, opened(viewer, file_id, "appointments"))
    items, following = page_of(rows, by="-starts_at", after=after, limit=limit)
    return {"items": items, "next": following}


@router.post(
    "/files/{uuid:file_id}/appointments", response={201: AppointmentOut}, summary="Make one"
)
@allows(Permission.WORK_FILES)
def make(request: HttpRequest, file_id: UUID, said: AppointmentIn) -> Status[Appointment]:
    viewer = viewer_in(request)
    row = make_appointment(
        by=viewer,
        file=get_file(viewer, file_id).id,
        terms=said.terms(),
        request_key=request_key(request),
        data_class=DataClass(said.data_class),
    )
    return Status(201, get_appointment(viewer, row.id))


@router.patch(
    "/appointments/{uuid:appointment_id}", response=AppointmentOut, summary="Move or reword it"
)
@allows(Permission.WORK_FILES)
def change(
    request: HttpRequest, appointment_id: UUID, said: TermsIn, version: IfMatch
) -> Appointment:
    return done(request, appointment_id, change_appointment, terms=said.terms(), version=version)


@router.post(
    "/appointments/{uuid:appointment_id}/state",
    response=AppointmentOut,
    summary="Kept, missed, cancelled",
)
@allows(Permission.WORK_FILES)
def settle(
    request: HttpRequest, appointment_id: UUID, said: StateIn, version: IfMatch
) -> Appointment:
    return done(request, appointment_id, settle_appointment, state=said.state, version=version)


def done(request: HttpRequest, appointment: UUID, action: Any, **values: Any) -> Appointment:
    """The appointment as it stands after a change, which comes once for each key."""
    viewer = viewer_in(request)
    act_once(
        request,
        act=lambda: action(by=viewer, appointment=appointment, **values),
        again=lambda: None,
    )
    return get_appointment(viewer, appointment)
