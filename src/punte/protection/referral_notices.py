"""Telling the other side of a referral that something moved."""

from __future__ import annotations

from punte.core.access.door import Viewer
from punte.core.notices.door import send_notice
from punte.protection.models import Referral
from punte.protection.referral_machine import Move, Side

KINDS = {
    "send": "new_referral",
    "send_again": "new_referral",
    "ask": "info_requested",
    "answer": "info_answered",
    "close": "loop_closed",
    "withdraw": "referral_withdrawn",
    "withdraw_consent": "consent_withdrawn",
    "redirect": "redirected",
    "return": "outcome_returned",
}
SILENT = {"see"}


def tell_other_side(row: Referral, move: Move, by: Viewer) -> None:
    """A notice without anything personal: the pseudonym's number of the referral and a link."""
    if move.name in SILENT:
        return
    kind = KINDS.get(move.name, "referral_answered")
    where = {"url": f"/referrals/{row.id}/", "urgent": row.urgent}
    if move.side == Side.RECEIVER:
        send_notice(kind=kind, to_accounts=[row.sent_by_id], **where)
    else:
        send_notice(kind=kind, to_desk=row.desk, **where)
