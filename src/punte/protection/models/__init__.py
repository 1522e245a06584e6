from punte.protection.models.consent import Consent, ConsentText
from punte.protection.models.funnel import FunnelCell
from punte.protection.models.notification import Notification
from punte.protection.models.person import Person
from punte.protection.models.referral import Referral, ReferralEvent, ReferralSnapshot
from punte.protection.models.screening import Screening
from punte.protection.models.status import StatusDecision, StatusProposal, StatusReview

__all__ = [
    "Consent",
    "ConsentText",
    "FunnelCell",
    "Notification",
    "Person",
    "Referral",
    "ReferralEvent",
    "ReferralSnapshot",
    "Screening",
    "StatusDecision",
    "StatusProposal",
    "StatusReview",
]
