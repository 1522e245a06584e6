"""Operations on services: planned, delivered, refused."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import TypeVar
from uuid import UUID

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema, Status

from punte.core.access.door import Permission
from punte.core.agencies.door import Agency, Desk, Service
from punte.core.api.door import (
    Body,
    Day,
    IfMatch,
    Page,
    act_once,
    allows,
    page_of,
    request_key,
    viewer_in,
)
from punte.core.errors import Invalid
from punte.protection.assistance.door import get_file, opened
from punte.protection.delivery.actions.services import (
    Plan,
    Result,
    plan_service,
    record_outcome,
)
from punte.protection.delivery.models import ServiceItem
from punte.protection.delivery.models.words import Currency, Outcome, Provider
from punte.protection.delivery.queries.services import get_service, services_of

router = Router(tags=["services"])
M = TypeVar("M", Desk, Agency)


class ServiceOut(Schema):
    """A service of a file. day: when it was delivered, else when it is planned."""

    id: UUID
    file: UUID = Field(validation_alias="file_id")
    kind: Service
    data_class: str
    outcome: str
    planned_for: date
    delivered_on: date | None
    provider: Provider
    desk: int | None = Field(validation_alias="desk_id")
    agency: int | None = Field(validation_alias="agency_id")
    provider_name: str
    hours: Decimal | None
    cost: Decimal | None
    currency: str
    refusal: str
    words: str
    changed_at: datetime
    version: int

    @staticmethod
    def resolve_data_class(row: ServiceItem) -> str:
        return str(row.held_class)


class ServicePage(Page):
    items: list[ServiceOut]


class ServiceCut(Schema):
    outcome: Outcome | None = None
    kind: Service | None = None


class ServiceIn(Body):
    """Exactly one of desk (of one's own agency), agency and provider_name, as provider says."""

    kind: Service
    planned_for: Day
    provider: Provider
    desk: int | None = None
    agency: int | None = None
    provider_name: str = Field("", max_length=120)


class OutcomeIn(Body):
    """What became of it. refusal: a code of the office's list."""

    outcome: Outcome
    delivered_on: Day | None = None
    hours: Decimal | None = Field(None, ge=0, le=1000, decimal_places=2)
    cost: Decimal | None = Field(None, ge=0, le=100_000_000, decimal_places=2)
    currency: Currency | None = None
    refusal: str = Field("", max_length=12)
    words: str = Field("", max_length=2000)


@router.get(
    "/files/{uuid:file_id}/services", response=ServicePage, summary="Services, newest day first"
)
@allows(Permission.SEE_FILES)
def list_services(
    request: HttpRequest,
    file_id: UUID,
    cut: Query[ServiceCut],
    after: str | None = None,
    limit: int = 50,
) -> dict[str, object]:
    viewer = viewer_in(request)
    rows = services_of(viewer, opened(viewer, file_id, "services"))
    rows = rows.filter(**{key: value for key, value in cut.dict().items() if value})
    items, following = page_of(rows, by="-day", after=after, limit=limit)
    return {"items": items, "next": following}


@router.post("/files/{uuid:file_id}/services", response={201: ServiceOut}, summary="Plan one")
@allows(Permission.WORK_FILES)
def plan(request: HttpRequest, file_id: UUID, said: ServiceIn) -> Status[ServiceItem]:
    viewer = viewer_in(request)
    file = get_file(viewer, file_id)
    row = plan_service(
        by=viewer,
        file=file.id,
        kind=said.kind,
        plan=Plan(
            planned_for=said.planned_for,
            provider=said.provider,
            desk=known(Desk, said.desk),
            agency=known(Agency, said.agency),
            provider_name=said.provider_name,
        ),
        request_key=request_key(request),
    )
    return Status(201, get_service(viewer, row.id))


def known(model: type[M], key: int | None) -> M | None:
    found = model._default_manager.filter(pk=key).first() if key is not None else None
    if key is not None and found is None:
        raise Invalid(f"There is no such {model._meta.model_name}.")
    return found


@router.post(
    "/services/{uuid:service_id}/outcome", response=ServiceOut, summary="What became of it"
)
@allows(Permission.WORK_FILES)
def settle(
    request: HttpRequest, service_id: UUID, said: OutcomeIn, version: IfMatch
) -> ServiceItem:
    viewer = viewer_in(request)
    result = Result(**{**said.dict(), "currency": said.currency or ""})
    act_once(
        request,
        act=lambda: record_outcome(by=viewer, service=service_id, result=result, version=version),
        again=lambda: get_service(viewer, service_id),
    )
    return get_service(viewer, service_id)
