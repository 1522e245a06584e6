from punte.protection.referral.models.consent import Consent, ConsentText
from punte.protection.referral.models.referral import (
    Referral,
    ReferralEvent,
    ReferralSnapshot,
    ReferralWords,
)

__all__ = [
    "Consent",
    "ConsentText",
    "Referral",
    "ReferralEvent",
    "ReferralSnapshot",
    "ReferralWords",
]
