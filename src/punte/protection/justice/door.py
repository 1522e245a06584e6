"""What other rooms may use of a way through justice. All of it is of class legal."""

from __future__ import annotations

from punte.protection.justice.models import (
    Claim,
    ClaimStep,
    Hearing,
    LegalAid,
    ProtectiveMeasure,
    RightsTalk,
    StatementAsk,
    StatementSession,
)
from punte.protection.justice.queries.way import (
    hearings_between,
    open_claims,
    sessions_between,
    way_of,
)

__all__ = [
    "Claim",
    "ClaimStep",
    "Hearing",
    "LegalAid",
    "ProtectiveMeasure",
    "RightsTalk",
    "StatementAsk",
    "StatementSession",
    "hearings_between",
    "open_claims",
    "sessions_between",
    "way_of",
]
