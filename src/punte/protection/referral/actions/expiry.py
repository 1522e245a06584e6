"""Referrals that nobody answered: the worker hands them back to their sender."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from punte.core.deadlines.door import given_up
from punte.core.ids import new_id
from punte.protection.referral.actions.move import make_move
from punte.protection.referral.machine import ANSWERS, MOVES
from punte.protection.referral.models import Referral

BATCH = 200


def expire_unanswered(now: datetime) -> int:
    """Expire what is unanswered after the last step of its rule's escalation; returns how many.

    Each in a transaction of its own, so that one in use delays no other.
    """
    expired = 0
    while True:
        due = given_up(ANSWERS, now, most=BATCH)
        done = sum(expire(referral, now) for referral in due)
        expired += done
        if not done:
            return expired


@transaction.atomic
def expire(referral: UUID, now: datetime) -> bool:
    """Expire one, unless it is in use or has moved meanwhile; the next round looks again."""
    move = MOVES["expire"]
    row = (
        Referral.objects.select_for_update(of=("self",), skip_locked=True)
        .filter(pk=referral, state__in=move.sources)
        .first()
    )
    if row is None or not given_up(ANSWERS, now, about_id=row.id):
        return False
    make_move(row=row, chosen=move, by=None, request_key=new_id())
    return True
