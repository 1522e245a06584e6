"""What other rooms may use of consent and referral."""

from __future__ import annotations

from punte.protection.referral.consent_cuts import register_consent_cut
from punte.protection.referral.fields import FIELDS, identity_kinds
from punte.protection.referral.guardians import register_guardian_check
from punte.protection.referral.machine import LABELS, State, reason_name
from punte.protection.referral.models import Consent, Referral, ReferralEvent, ReferralSnapshot
from punte.protection.referral.models.words import ConsentForm, ConsentGiver, ConsentPurpose
from punte.protection.referral.page_actions import PageAction, register_page_action
from punte.protection.referral.queries.consent import best_consent, consents_of, still_stands
from punte.protection.referral.queries.referral import (
    READERS,
    Column,
    board,
    get_referral,
    inbox,
    notes_on,
    outbox,
    referrals_of,
    referrals_to_answer,
    referrals_to_confirm,
    referrals_to_explain,
    snapshot_of,
    words_of,
)
from punte.protection.referral.views.boards import cards

__all__ = [
    "FIELDS",
    "LABELS",
    "READERS",
    "Column",
    "Consent",
    "ConsentForm",
    "ConsentGiver",
    "ConsentPurpose",
    "PageAction",
    "Referral",
    "ReferralEvent",
    "ReferralSnapshot",
    "State",
    "best_consent",
    "board",
    "cards",
    "consents_of",
    "get_referral",
    "identity_kinds",
    "inbox",
    "notes_on",
    "outbox",
    "reason_name",
    "referrals_of",
    "referrals_to_answer",
    "referrals_to_confirm",
    "referrals_to_explain",
    "register_consent_cut",
    "register_guardian_check",
    "register_page_action",
    "snapshot_of",
    "still_stands",
    "words_of",
]
