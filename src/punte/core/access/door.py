"""What other rooms may use of access."""

from punte.core.access.actions import (
    break_glass,
    check_glass,
    end_grants,
    give_grant,
    refresh_audiences,
)
from punte.core.access.circles import circles_of, open_circle, seat, seats_of, unseat
from punte.core.access.models import BrokenGlass, Grant, Guarded, GuardedQuerySet, Seat
from punte.core.access.permissions import DataClass, Permission, Purpose
from punte.core.access.purposes import ANY_PURPOSE, CASEWORK, FIRST_SIGN, HELP
from punte.core.access.queries import broken_glass, get_visible, grants_of
from punte.core.access.requires import ViewerRequest, permission_of, public, requires, to_sign_in
from punte.core.access.roles import ROLES, Role, role_choices, roles_with
from punte.core.access.viewer import Viewer, acting_as
from punte.core.access.words import PURPOSES, WORDS

__all__ = [
    "ANY_PURPOSE",
    "CASEWORK",
    "FIRST_SIGN",
    "HELP",
    "PURPOSES",
    "ROLES",
    "WORDS",
    "BrokenGlass",
    "DataClass",
    "Grant",
    "Guarded",
    "GuardedQuerySet",
    "Permission",
    "Purpose",
    "Role",
    "Seat",
    "Viewer",
    "ViewerRequest",
    "acting_as",
    "break_glass",
    "broken_glass",
    "check_glass",
    "circles_of",
    "end_grants",
    "get_visible",
    "give_grant",
    "grants_of",
    "open_circle",
    "permission_of",
    "public",
    "refresh_audiences",
    "requires",
    "role_choices",
    "roles_with",
    "seat",
    "seats_of",
    "to_sign_in",
    "unseat",
]
