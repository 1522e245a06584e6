"""Telling the other side of a referral that something moved."""

from __future__ import annotations

from django.utils import timezone

from punte.core.access.door import Viewer
from punte.core.notices.door import coordination_above, send_notice
from punte.protection.persons.door import code_of
from punte.protection.referral.machine import Move, Side
from punte.protection.referral.models import Referral

KINDS = {
    "send": "new_referral",
    "send_again": "new_referral",
    "ask": "info_requested",
    "answer": "info_given",
    "redirect": "redirected",
    "start": "service_started",
    "deliver": "outcome_reported",
    "partly": "outcome_reported",
    "not_deliver": "outcome_reported",
    "person_withdrew": "outcome_reported",
    "lose_contact": "outcome_reported",
    "unsafe": "outcome_reported",
    "close": "loop_closed",
    "return": "outcome_returned",
    "withdraw": "referral_withdrawn",
    "withdraw_consent": "consent_withdrawn",
    "expire": "referral_expired",
}
SILENT = {"see"}


def tell_other_side(row: Referral, move: Move, by: Viewer | None) -> None:
    """A notice with the pseudonym and a link; the receiver's goes to all who serve the desk.

    What the clock does is told to the sender and to the coordination above.
    """
    if move.name in SILENT:
        return
    to_receiver = move.side == Side.SENDER
    above = coordination_above(row.owner, timezone.localdate()) if move.side == Side.SYSTEM else []
    send_notice(
        kind=KINDS.get(move.name, "referral_answered"),
        url=f"/referrals/{row.id}/",
        params={"person": code_of(row.plant, row.number)},
        urgent=row.urgent,
        to_desk=row.desk_id if to_receiver else None,
        to_accounts=[] if to_receiver else [row.sent_by_id, *above],
        by=by,
    )
