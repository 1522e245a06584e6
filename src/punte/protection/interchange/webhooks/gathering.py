"""From the ledger to messages: what is new since each webhook's place becomes deliveries.

The act and its entry are one transaction, and the tree gives every entry one place without gaps.
So each entry is looked at exactly once, and a message is sent at least once.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from punte.core.ids import new_id
from punte.core.ledger.door import entries_after
from punte.protection.interchange.models import Delivery, Webhook
from punte.protection.interchange.webhooks.kinds import message, wanted

PLACES, ROUNDS = 2000, 500


def gather(now: datetime) -> int:
    """Make deliveries of all that is new for every active webhook; returns how many."""
    made = 0
    for key in Webhook.objects.filter(active=True).order_by("id").values_list("id", flat=True):
        for _round in range(ROUNDS):
            count, more = _gather_some(key, now)
            made += count
            if not more:
                break
    return made


@transaction.atomic
def _gather_some(key: UUID, now: datetime) -> tuple[int, bool]:
    """The next places of one webhook: how many deliveries, and whether there was anything."""
    hook = Webhook.objects.select_for_update().filter(id=key, active=True).first()
    if hook is None:
        return 0, False
    found, place = entries_after(hook.position, audience=hook.owner, most=PLACES)
    rows = [
        Delivery(
            id=new_id(), webhook=hook, round=hook.round, entry=entry.id, place=at,
            body=message(entry, at), next_at=now, made_at=now,
            owner=hook.owner, audiences=[hook.owner],
        )
        for at, entry in found
        if wanted(entry, hook.kinds)
    ]  # fmt: skip
    Delivery.objects.bulk_create(rows, ignore_conflicts=True)
    more = place != hook.position
    hook.position = place
    hook.save(update_fields=["position"])
    return len(rows), more
