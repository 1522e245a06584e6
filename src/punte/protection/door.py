"""What other rooms may use of protection."""

from __future__ import annotations

from punte.core.access.door import Viewer
from punte.protection.queries.referral import count_up_to, inbox, outbox
from punte.protection.queries.today import waiting_notifications
from punte.protection.referral_machine import TO_CONFIRM, State

MOST = 100


def waiting_count(viewer: Viewer) -> int:
    """Notifications to take up, counted no further than MOST."""
    return waiting_notifications(viewer).order_by()[:MOST].count()


def referrals_to_answer(viewer: Viewer) -> int:
    """Referrals at the viewer's desks that wait for an answer."""
    return count_up_to(inbox(viewer).filter(state__in=[State.SENT, State.SEEN]), MOST)


def referrals_to_confirm(viewer: Viewer) -> int:
    """Referrals of the viewer's agency whose next step is theirs."""
    mine = [*TO_CONFIRM, State.INFO_REQUESTED]
    return count_up_to(outbox(viewer).filter(state__in=mine), MOST)


__all__ = ["referrals_to_answer", "referrals_to_confirm", "waiting_count"]
