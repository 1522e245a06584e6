from punte.core.agencies.models.agency import Agency, AgencyKind, Desk, Jurisdiction, Service
from punte.core.agencies.models.people import Account, Ending, Invitation, Membership, Theme

__all__ = [
    "Account",
    "Agency",
    "AgencyKind",
    "Desk",
    "Ending",
    "Invitation",
    "Jurisdiction",
    "Membership",
    "Service",
    "Theme",
]
