"""What waits at desks, in numbers: for whoever closes one and may see no referral."""

from __future__ import annotations

from collections.abc import Collection

from django.db import connection

from punte.protection.referral.machine import RUNNING, WAITING, State

# A reported outcome may still be given back to the desk.
UNDER_WAY = (RUNNING - WAITING) | {State.DELIVERED, State.PARTLY}


def waiting_at_desks(desks: list[int]) -> int:
    """Referrals that wait for an answer of these desks."""
    return referrals_at(desks, WAITING)


def under_way_at_desks(desks: list[int]) -> int:
    """Referrals that these desks accepted and whose help is not over."""
    return referrals_at(desks, UNDER_WAY)


def referrals_at(desks: list[int], states: Collection[State]) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT protection_referrals_at(%s, %s)", [desks, sorted(states)])
        return int(cursor.fetchone()[0])
