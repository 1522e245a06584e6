"""Operations on notifications: tell a unit of a person, and what became of it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.http import HttpRequest
from ninja import Field, Router, Schema, Status

from punte.core.access.door import FIRST_SIGN, Permission
from punte.core.api.door import Body, allows, request_key, viewer_in
from punte.core.errors import Invalid
from punte.protection.identification.actions.notification import FirstSign, notify
from punte.protection.identification.models import Notification
from punte.protection.identification.models.words import Channel, NamePlace, RedFlag
from punte.protection.identification.queries.notification import (
    open_notification,
    receiving_units,
)
from punte.protection.persons.door import AgeBand, Sex, code_of

router = Router(tags=["notifications"])
Country = Field("", pattern=r"^([A-Z]{2})?$", description="Two letters, or empty")


class UnitOut(Schema):
    id: int
    name: str
    country: str
    district: str


class IdentityIn(Body):
    """Goes to the vault at once; never given out by this interface."""

    given_name: str = Field("", max_length=120)
    family_name: str = Field("", max_length=120)
    birth_date: str = Field("", max_length=10, description="Year-month-day")
    phone: str = Field("", max_length=40)
    document: str = Field("", max_length=40)


class NotificationIn(Body):
    """What is known at the first sign. name_place says whether the person is named."""

    to_unit: int
    channel: Channel
    name_place: NamePlace
    age_band: AgeBand = AgeBand.UNKNOWN
    sex: Sex = Sex.UNKNOWN
    nationality: str = Country
    language: str = Field("", max_length=5)
    district: str = Field("", max_length=40)
    found_in: str = Country
    place: str = Field("", max_length=120)
    from_country: str = Country
    red_flags: list[RedFlag] = []
    urgent: bool = False
    safe_contact: str = Field("", max_length=300)
    note: str = Field("", max_length=4000)
    identity: IdentityIn | None = None


class NotificationOut(Schema):
    id: UUID
    code: str
    state: str
    channel: str
    urgent: bool
    to_unit: int = Field(validation_alias="to_agency_id")
    sent_at: datetime
    taken_up_at: datetime | None

    @staticmethod
    def resolve_code(row: Notification) -> str:
        return code_of(row.plant, row.number)


@router.get("/units", response=list[UnitOut], summary="Units that take notifications")
@allows(Permission.NOTIFY, purposes=FIRST_SIGN)
def list_units(request: HttpRequest) -> list[dict[str, object]]:
    return [
        {
            "id": unit.pk,
            "name": unit.name,
            "country": unit.jurisdiction_id,
            "district": unit.district,
        }
        for unit in receiving_units()
    ]


@router.post("/notifications", response={201: NotificationOut}, summary="Notify a unit of a person")
@allows(Permission.NOTIFY, purposes=FIRST_SIGN)
def send_notification(request: HttpRequest, sign: NotificationIn) -> Status[Notification]:
    values = sign.dict(exclude={"to_unit", "identity"})
    identity = sign.identity.dict() if sign.identity else {}
    unit = receiving_units().filter(pk=sign.to_unit).first()
    if unit is None:
        raise Invalid("to_unit is no unit that takes notifications; see /api/units.")
    row = notify(
        by=viewer_in(request),
        sign=FirstSign(to_agency=unit, identity=identity, **values),
        request_key=request_key(request),
    )
    return Status(201, row)


@router.get(
    "/notifications/{uuid:notification_id}", response=NotificationOut, summary="One notification"
)
@allows(Permission.NOTIFY, purposes=FIRST_SIGN)
def read_notification(request: HttpRequest, notification_id: UUID) -> Notification:
    return open_notification(viewer_in(request), notification_id).row
