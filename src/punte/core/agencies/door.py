"""What other rooms may use of agencies."""

from punte.core.agencies.models import (
    Account,
    Agency,
    AgencyKind,
    Desk,
    Jurisdiction,
    Membership,
    Service,
)
from punte.core.agencies.viewers import viewer_for, working_memberships

__all__ = [
    "Account",
    "Agency",
    "AgencyKind",
    "Desk",
    "Jurisdiction",
    "Membership",
    "Service",
    "viewer_for",
    "working_memberships",
]
