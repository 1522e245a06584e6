"""What other rooms may use of agencies."""

from punte.core.agencies import admitting, desk_closing, hand_over
from punte.core.agencies.actions.programs import admit_program
from punte.core.agencies.countries import COUNTRIES, open_country
from punte.core.agencies.hand_over import Handing
from punte.core.agencies.models import (
    Account,
    Agency,
    AgencyKind,
    Desk,
    Jurisdiction,
    Membership,
    Service,
)
from punte.core.agencies.queries import (
    get_agency,
    get_managed_agency,
    hold_open_desk,
    manages,
    sees_people,
    working_administrators,
)
from punte.core.agencies.rules import fits, givable_roles
from punte.core.agencies.sign_in.again import (
    ask_again,
    needs_recent_sign_in,
    recently_authenticated,
)
from punte.core.agencies.viewers import (
    chosen_membership,
    register_viewer_source,
    viewer_for,
    viewer_of,
    working_memberships,
)

__all__ = [
    "COUNTRIES",
    "Account",
    "Agency",
    "AgencyKind",
    "Desk",
    "Handing",
    "Jurisdiction",
    "Membership",
    "Service",
    "admit_program",
    "admitting",
    "ask_again",
    "chosen_membership",
    "desk_closing",
    "fits",
    "get_agency",
    "get_managed_agency",
    "givable_roles",
    "hand_over",
    "hold_open_desk",
    "manages",
    "needs_recent_sign_in",
    "open_country",
    "recently_authenticated",
    "register_viewer_source",
    "sees_people",
    "viewer_for",
    "viewer_of",
    "working_administrators",
    "working_memberships",
]
