"""The demo's logins, shown on the sign-in page of a demo and nowhere else."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from punte.core.access.door import ROLES
from punte.core.agencies.models import Membership

PER_ROLE = 2


def demo_logins() -> list[dict[str, Any]]:
    """Roles with a few invented people each, in the order of the list of roles; empty elsewhere."""
    if not settings.DEMO:
        return []
    people = (
        Membership.objects.filter(
            account__demo=True, account__is_active=True, state=Membership.State.ACTIVE
        )
        .select_related("account", "agency")
        .order_by("role", "agency__jurisdiction_id", "pk")
        .distinct("role", "agency__jurisdiction_id")
    )
    by_role: dict[str, list[Membership]] = {}
    for membership in people:
        by_role.setdefault(membership.role, []).append(membership)
    return [
        {"role": role, "people": by_role[key][:PER_ROLE]}
        for key, role in ROLES.items()
        if key in by_role
    ]
