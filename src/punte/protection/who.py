"""Who is called when something waits for a permission."""

from __future__ import annotations

from punte.core.access.door import ROLES, Permission


def roles_with(permission: Permission) -> list[str]:
    """Keys of the roles that hold a permission, as notices take them."""
    return [role.key for role in ROLES.values() if permission in role.permissions]
