"""Who may manage whom, decided on plain values. Nobody raises their own rights."""

from __future__ import annotations

from collections.abc import Iterable

from punte.core.access.door import ROLES, Permission, Viewer

# The firewall in roles: these kinds of agency investigate, so they hold no role of help.
INVESTIGATING_KINDS = frozenset({"border_police", "police", "prosecutor", "asset_recovery"})
HELPING_ROLES = frozenset(
    {"coordinator", "caseworker", "health_worker", "shelter_manager", "supervisor"}
)
OVERSIGHT_KIND = "oversight"
ADMINISTRATOR, FEWEST_ADMINISTRATORS = "administrator", 2


def reaches(by: Viewer, *, agency_id: int, jurisdiction: str) -> bool:
    """True for one's own agency; an administrator reaches every agency of the jurisdiction."""
    if by.agency_id == agency_id:
        return True
    return by.may(Permission.MANAGE_JURISDICTION) and by.jurisdiction == jurisdiction


def fits(role: str, kind: str) -> bool:
    """True when an agency of this kind may hold the role at all."""
    if role == "oversight":
        return kind == OVERSIGHT_KIND
    return not (role in HELPING_ROLES and kind in INVESTIGATING_KINDS)


def givable_roles(by: Viewer, kind: str) -> list[str]:
    """The roles the viewer may give in an agency of this kind, in the order of ROLES."""
    return [key for key in ROLES if key in by.role.grants and fits(key, kind)]


def invitable_roles(by: Viewer, kind: str) -> list[str]:
    """The roles the viewer may offer to others in an agency of this kind, in the order of ROLES."""
    offered = by.role.grants | by.role.invites
    return [key for key in ROLES if key in offered and fits(key, kind)]


def may_change(by: Viewer, *, account_id: int, role: str) -> bool:
    """True when the viewer may touch this person's role: never one's own, never a peer's."""
    return by.account_id != account_id and role in by.role.grants


def may_propose_end(by: Viewer, *, account_id: int, role: str) -> bool:
    """True for a peer's role, which two end together; never for one's own."""
    return by.account_id != account_id and role in by.role.invites


def may_confirm_end(by: Viewer, *, account_id: int, role: str, proposed_by: int) -> bool:
    """True for the second of the two."""
    return by.account_id != proposed_by and may_propose_end(by, account_id=account_id, role=role)


def enough_remain(administrators: Iterable[int], without: int) -> bool:
    """True when enough accounts administer the country without this one."""
    return len({*administrators} - {without}) >= FEWEST_ADMINISTRATORS
