"""Sending what waits: each try is claimed first, so that two workers do not send it at once."""

from __future__ import annotations

import json
import time
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from punte.core.vault.door import VaultError, unseal_for
from punte.protection.interchange.models import Delivery, Webhook
from punte.protection.interchange.webhooks.addresses import Unreachable
from punte.protection.interchange.webhooks.posting import post
from punte.protection.interchange.webhooks.signing import headers

# After each failed try so long; then the message is given up and waits for a person.
WAITS = tuple(
    timedelta(seconds=seconds) for seconds in (30, 120, 600, 3600, 6 * 3600, 24 * 3600, 24 * 3600)
)
LEASE = timedelta(minutes=2)
BATCH, AT_MOST_SECONDS = 50, 45.0


def send_due(now: datetime) -> int:
    """Send what is due, for at most 45 seconds; returns how many arrived."""
    end = time.monotonic() + AT_MOST_SECONDS
    arrived = 0
    failing: set[UUID] = set()
    while time.monotonic() < end:
        claimed = _claim(now, failing)
        if not claimed:
            break
        for row in claimed:
            # Whoever does not answer now is not asked fifty times; the rest wait for their lease.
            if row.webhook_id in failing:
                continue
            if _send(row):
                arrived += 1
            else:
                failing.add(row.webhook_id)
    return arrived


@transaction.atomic
def _claim(now: datetime, failing: set[UUID]) -> list[Delivery]:
    rows = list(
        Delivery.objects.select_for_update(skip_locked=True, of=("self",))
        .filter(state=Delivery.State.WAITING, next_at__lte=now, webhook__active=True)
        .exclude(webhook_id__in=failing)
        .order_by("next_at", "id")
        .select_related("webhook")[:BATCH]
    )
    Delivery.objects.filter(id__in=[row.id for row in rows]).update(next_at=now + LEASE)
    return rows


def _send(row: Delivery) -> bool:
    """One try, and what came of it on the row."""
    status, trouble = None, ""
    try:
        status = _posted(row)
    except Unreachable as error:
        trouble = str(error)[:60]
    except VaultError:
        trouble = "secret_lost"
    row.status, row.tries, row.trouble = status, row.tries + 1, trouble
    arrived = status is not None and 200 <= status < 300
    if arrived:
        row.state, row.sent_at = Delivery.State.SENT, timezone.now()
    elif status == 410 or row.tries > len(WAITS):
        row.state = Delivery.State.DEAD
    else:
        row.next_at = timezone.now() + WAITS[row.tries - 1]
    row.save(update_fields=["status", "tries", "trouble", "state", "sent_at", "next_at"])
    return arrived


def _posted(row: Delivery) -> int:
    body = json.dumps(row.body, separators=(",", ":")).encode()
    secret = secret_of(row.webhook)
    signed = headers(secret, str(row.entry), int(time.time()), body)
    return post(row.webhook.url, body, signed)


def secret_of(hook: Webhook) -> str:
    """The secret that receiver and Punte share. Raises VaultError."""
    return unseal_for(None, bytes(hook.sealed), hook.id.bytes).decode()
