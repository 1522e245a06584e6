from punte.protection.justice.models.claim import Claim, ClaimStep
from punte.protection.justice.models.court import Hearing, StatementAsk, StatementSession
from punte.protection.justice.models.support import LegalAid, ProtectiveMeasure, RightsTalk

__all__ = [
    "Claim",
    "ClaimStep",
    "Hearing",
    "LegalAid",
    "ProtectiveMeasure",
    "RightsTalk",
    "StatementAsk",
    "StatementSession",
]
