from punte.protection.identification.models.notification import Notification
from punte.protection.identification.models.screening import Screening
from punte.protection.identification.models.status import (
    StatusDecision,
    StatusProposal,
    StatusReview,
)

__all__ = [
    "Notification",
    "Screening",
    "StatusDecision",
    "StatusProposal",
    "StatusReview",
]
