"""Operations on webhooks: what was sent, and asking for it once more."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Field, Query, Router, Schema

from punte.core.access.door import ANY_PURPOSE, Permission
from punte.core.api.door import Body, Page, act_once, allows, page_of, viewer_in
from punte.protection.interchange.actions.webhooks import get_webhook, replay, send_again
from punte.protection.interchange.models import Delivery, Webhook
from punte.protection.interchange.queries import deliveries, get_delivery, webhooks

router = Router(tags=["webhooks"])


class WebhookOut(Schema):
    """position: the last place of the ledger that was looked at."""

    id: UUID
    name: str
    url: str
    kinds: list[str]
    active: bool
    position: int


class DeliveryOut(Schema):
    """A message. body: what it says, never a person's data. status: the answer's, if any."""

    id: UUID
    entry: UUID
    place: int
    body: dict[str, object]
    state: Delivery.State
    tries: int
    status: int | None
    trouble: str
    made_at: datetime
    sent_at: datetime | None


class DeliveryPage(Page):
    items: list[DeliveryOut]


class DeliveryCut(Schema):
    state: Delivery.State | None = None


class ReplayIn(Body):
    """Everything after this place of the ledger; -1 for everything."""

    place: int = Field(ge=-1, lt=2**62)


@router.get("/webhooks", response=list[WebhookOut], summary="Webhooks of the agency")
@allows(Permission.REPLAY_WEBHOOKS, purposes=ANY_PURPOSE)
def list_webhooks(request: HttpRequest) -> QuerySet[Webhook]:
    return webhooks(viewer_in(request))


@router.get(
    "/webhooks/{uuid:webhook_id}/deliveries",
    response=DeliveryPage,
    summary="Messages of a webhook, newest first",
)
@allows(Permission.REPLAY_WEBHOOKS, purposes=ANY_PURPOSE)
def list_deliveries(
    request: HttpRequest,
    webhook_id: UUID,
    cut: Query[DeliveryCut],
    after: str | None = None,
    limit: int = 50,
) -> dict[str, object]:
    viewer = viewer_in(request)
    rows = deliveries(viewer, get_webhook(viewer, webhook_id))
    if cut.state:
        rows = rows.filter(state=cut.state)
    items, following = page_of(rows, by="-made_at", after=after, limit=limit)
    return {"items": items, "next": following}


@router.post(
    "/webhooks/{uuid:webhook_id}/replay",
    response=WebhookOut,
    summary="Send everything after a place once more",
)
@allows(Permission.REPLAY_WEBHOOKS, purposes=ANY_PURPOSE)
def replay_from(request: HttpRequest, webhook_id: UUID, said: ReplayIn) -> Webhook:
    viewer = viewer_in(request)
    return act_once(
        request,
        act=lambda: replay(by=viewer, hook=webhook_id, place=said.place),
        again=lambda: get_webhook(viewer, webhook_id),
    )


@router.post(
    "/deliveries/{uuid:delivery_id}/again", response=DeliveryOut, summary="One message once more"
)
@allows(Permission.REPLAY_WEBHOOKS, purposes=ANY_PURPOSE)
def again(request: HttpRequest, delivery_id: UUID) -> Delivery:
    viewer = viewer_in(request)
    return act_once(
        request,
        act=lambda: send_again(by=viewer, delivery=delivery_id),
        again=lambda: get_delivery(viewer, delivery_id),
    )
