from punte.core.agencies.models.agency import Agency, AgencyKind, Desk, Jurisdiction, Service
from punte.core.agencies.models.people import Account, Invitation, Membership, Theme

__all__ = [
    "Account",
    "Agency",
    "AgencyKind",
    "Desk",
    "Invitation",
    "Jurisdiction",
    "Membership",
    "Service",
    "Theme",
]
