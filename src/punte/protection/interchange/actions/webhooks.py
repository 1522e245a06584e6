"""Webhooks of an agency: made, stopped, played again."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.db.models import Min
from django.utils import timezone
from django.utils.translation import gettext as _

from punte.core.access.door import Permission, Viewer, get_visible
from punte.core.errors import Invalid
from punte.core.ids import new_id
from punte.core.ledger.door import newest_checkpoint, record
from punte.core.once import made_once
from punte.core.vault.door import seal_for
from punte.protection.interchange.models import Delivery, Webhook
from punte.protection.interchange.webhooks.addresses import check_url
from punte.protection.interchange.webhooks.kinds import KINDS
from punte.protection.interchange.webhooks.sending import secret_of
from punte.protection.interchange.webhooks.signing import new_secret


@transaction.atomic
def make_webhook(
    *, by: Viewer, name: str, url: str, kinds: list[str], request_key: UUID
) -> tuple[Webhook, str]:
    """A new address that hears of everything from now on, and its secret, to be shown once."""
    by.require(Permission.MANAGE_TOKENS)
    check_url(url)
    if not name.strip() or not kinds or not set(kinds) <= KINDS.keys():
        raise Invalid(_("Give it a name, and choose what it is told of."))
    secret = new_secret()

    def make() -> Webhook:
        key = new_id()
        head = newest_checkpoint()
        return Webhook.objects.create(
            id=key, agency_id=by.agency_id, name=name.strip()[:80], url=url, kinds=sorted(kinds),
            sealed=seal_for(None, secret.encode(), key.bytes),
            position=head.size - 1 if head else -1, made_by=by.account_id,
            request_key=request_key, owner=by.agency_audience, audiences=[by.agency_audience],
        )  # fmt: skip

    hook, new = made_once(
        Webhook, by=by, request_key=request_key, same={"made_by": by.account_id}, make=make
    )
    if new:
        _note(by, hook, "webhook.make")
    return hook, secret if new else secret_of(hook)


def get_webhook(viewer: Viewer, hook: UUID, *, lock: bool = False) -> Webhook:
    """One webhook of the agency, or NotHere."""
    viewer.require(Permission.REPLAY_WEBHOOKS)
    return get_visible(Webhook, viewer=viewer, lock=lock, pk=hook)


@transaction.atomic
def switch_webhook(*, by: Viewer, hook: UUID, active: bool) -> Webhook:
    """Stop it, or let it go on from where it stopped."""
    by.require(Permission.MANAGE_TOKENS)
    row = get_webhook(by, hook, lock=True)
    if row.active != active:
        row.active = active
        row.save(update_fields=["active"])
        _note(by, row, "webhook.resume" if active else "webhook.stop")
    return row


@transaction.atomic
def replay(*, by: Viewer, hook: UUID, place: int) -> Webhook:
    """Send everything after a place of the ledger once more; ids of messages stay the same."""
    row = get_webhook(by, hook, lock=True)
    if not -1 <= place < 2**62:
        raise Invalid(_("There is no such place."))
    row.position, row.round = min(place, row.position), row.round + 1
    row.save(update_fields=["position", "round"])
    _note(by, row, "webhook.replay", place=row.position)
    return row


@transaction.atomic
def send_again(*, by: Viewer, delivery: UUID) -> Delivery:
    """Send one message once more, whatever became of it."""
    by.require(Permission.REPLAY_WEBHOOKS)
    row = get_visible(Delivery, viewer=by, lock=True, pk=delivery)
    row.state, row.tries, row.next_at = Delivery.State.WAITING, 0, timezone.now()
    row.save(update_fields=["state", "tries", "next_at"])
    hook = get_webhook(by, row.webhook_id)
    _note(by, hook, "webhook.send_again", place=row.place)
    return row


def first_place(hook: Webhook) -> int | None:
    """The earliest place of which this webhook was told."""
    found = Delivery.objects.filter(webhook=hook).aggregate(first=Min("place"))["first"]
    return int(found) if found is not None else None


def _note(by: Viewer, hook: Webhook, action: str, **more: int) -> None:
    record(action=action, by=by, owners=[hook.owner], detail={"webhook": str(hook.id), **more})
