"""What other rooms may use of identification."""

from __future__ import annotations

from punte.protection.identification.instruments import INSTRUMENTS, instrument_for
from punte.protection.identification.models import (
    Notification,
    Screening,
    StatusDecision,
    StatusProposal,
)
from punte.protection.identification.models.words import Channel, NamePlace, RedFlag
from punte.protection.identification.queries.notification import (
    sent_notifications,
    waiting_notifications,
)
from punte.protection.identification.queries.status import open_proposals
from punte.protection.identification.screening_words import ANSWERS, DIMENSIONS

__all__ = [
    "ANSWERS",
    "DIMENSIONS",
    "INSTRUMENTS",
    "Channel",
    "NamePlace",
    "Notification",
    "RedFlag",
    "Screening",
    "StatusDecision",
    "StatusProposal",
    "instrument_for",
    "open_proposals",
    "sent_notifications",
    "waiting_notifications",
]
