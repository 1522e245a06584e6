"""Who can be the second person in an agency; and when nobody can, who can change that."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from punte.core.access.door import ROLES, Permission, Viewer, roles_with
from punte.core.agencies.door import Account, Agency, Membership
from punte.protection.approvals.queries import rule_for

MOST = 12


@dataclass(frozen=True)
class Approvers:
    """Names. people: who may approve. helpers: where there are none, who can appoint one: of the
    agency, or else who appoints such helpers.
    """

    people: list[str]
    helpers: list[str]
    of_agency: bool = True


def approvers_for_act(viewer: Viewer, act: str) -> Approvers:
    """Who but the viewer may approve an act, by the rule that holds for their agency."""
    rule = rule_for(viewer, act)
    needed = Permission(rule.permission) if rule else Permission.APPROVE
    return approvers(viewer, needed, asked_by=viewer.account_id)


def approvers(viewer: Viewer, needed: Permission, *, asked_by: int) -> Approvers:
    """Who of the viewer's agency but `asked_by` may decide with this permission."""
    roles = set(roles_with(Permission.APPROVE)) & set(roles_with(needed))
    people = names_of(holders(roles, agency=viewer.agency_id).exclude(pk=asked_by))
    if people:
        return Approvers(people, [])
    givers = roles_giving(roles)
    managers = names_of(holders(givers, agency=viewer.agency_id))
    helpers = managers or names_of(holders(roles_giving(givers)))
    return Approvers([], helpers, of_agency=bool(managers))


def roles_giving(roles: set[str]) -> set[str]:
    """Keys of the roles whose holders give one of these to others."""
    return {role.key for role in ROLES.values() if role.grants & roles}


def agencies_without() -> list[Agency]:
    """Agencies whose people work with persons and where nobody may approve anything."""
    workers, deciders = (
        Membership.objects.filter(
            state=Membership.State.ACTIVE, account__is_active=True, role__in=roles_with(permission)
        ).values("agency")
        for permission in (Permission.WORK_FILES, Permission.APPROVE)
    )
    rows = Agency.objects.filter(active=True, pk__in=workers).exclude(pk__in=deciders)
    return list(rows.order_by("name"))


def holders(roles: Iterable[str], *, agency: int | None = None) -> QuerySet[Account]:
    """Working accounts that hold one of these roles, in an agency or anywhere."""
    rows = Membership.objects.filter(state=Membership.State.ACTIVE, role__in=list(roles))
    if agency is not None:
        rows = rows.filter(agency=agency)
    return Account.objects.filter(is_active=True, pk__in=rows.values("account"))


def names_of(rows: QuerySet[Account]) -> list[str]:
    return list(rows.order_by("name").values_list("name", flat=True)[:MOST])
