"""What other rooms may use of identification."""

from __future__ import annotations

from punte.protection.identification.models import (
    Notification,
    Screening,
    StatusDecision,
    StatusProposal,
)
from punte.protection.identification.queries.notification import (
    sent_notifications,
    waiting_count,
    waiting_notifications,
)
from punte.protection.identification.queries.status import open_proposals

__all__ = [
    "Notification",
    "Screening",
    "StatusDecision",
    "StatusProposal",
    "open_proposals",
    "sent_notifications",
    "waiting_count",
    "waiting_notifications",
]
