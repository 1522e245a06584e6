"""Who works on a case, and who might."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from punte.core.access.door import Permission, Viewer, get_visible, roles_with
from punte.core.agencies.door import Membership
from punte.investigation.cases.models import Case, Member


def team_of(case: Case) -> QuerySet[Member]:
    """The team now, its lead first."""
    return (
        Member.objects.filter(case=case, until=None)
        .select_related("account", "agency")
        .order_by("since", "pk")
    )


def past_members(case: Case) -> QuerySet[Member]:
    """Who was in the team before, the last to leave first."""
    return (
        Member.objects.filter(case=case, until__isnull=False)
        .select_related("account", "agency")
        .order_by("-until", "pk")
    )


def member_of(viewer: Viewer, case: Case, member_id: UUID) -> Member:
    """One of the team now, or NotHere."""
    return get_visible(Member, viewer=viewer, case=case, pk=member_id, until=None)


def possible_members(viewer: Viewer, case: Case) -> QuerySet[Membership]:
    """Who may be taken into a case's team: people of any agency of its country who work on cases
    and are not in it yet, by agency and name.
    """
    there = team_of(case).values_list("account_id", flat=True)
    return (
        Membership.objects.filter(
            role__in=roles_with(Permission.SEE_CASES),
            state=Membership.State.ACTIVE,
            agency__active=True,
            agency__jurisdiction=case.jurisdiction,
            account__is_active=True,
        )
        .exclude(account__in=list(there))
        .select_related("account", "agency")
        .order_by("agency__name", "account__name", "pk")
    )


def accounts_with(case: Case, permission: Permission) -> list[int]:
    """The accounts of a case's team whose role holds a permission: whom a notice is for."""
    roles = roles_with(permission)
    team = list(team_of(case).values_list("account_id", "agency_id"))
    held = Membership.objects.filter(
        role__in=roles,
        state=Membership.State.ACTIVE,
        account__in=[account for account, _agency in team],
    ).values_list("account_id", "agency_id")
    return sorted({account for account, agency in held if (account, agency) in set(team)})
