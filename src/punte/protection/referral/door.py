"""What other rooms may use of consent and referral."""

from __future__ import annotations

from punte.protection.referral.fields import FIELDS, identity_kinds
from punte.protection.referral.guardians import register_guardian_check
from punte.protection.referral.machine import LABELS, State
from punte.protection.referral.models import Consent, Referral, ReferralEvent, ReferralSnapshot
from punte.protection.referral.queries.consent import consents_of
from punte.protection.referral.queries.referral import (
    READERS,
    Column,
    board,
    inbox,
    outbox,
    referrals_of,
    referrals_to_answer,
    referrals_to_confirm,
)
from punte.protection.referral.views.boards import cards

__all__ = [
    "FIELDS",
    "LABELS",
    "READERS",
    "Column",
    "Consent",
    "Referral",
    "ReferralEvent",
    "ReferralSnapshot",
    "State",
    "board",
    "cards",
    "consents_of",
    "identity_kinds",
    "inbox",
    "outbox",
    "referrals_of",
    "referrals_to_answer",
    "referrals_to_confirm",
    "register_guardian_check",
]
