"""From a signed-in account to a viewer: which agency, which role, which audiences."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest

from punte.core.access.door import Purpose, Viewer, circles_of
from punte.core.agencies.models import Account, AgencyKind, Membership

SESSION_KEY = "membership"


def working_memberships(account: Account) -> list[Membership]:
    """The roles an account may work in now, oldest first."""
    return list(
        Membership.objects.filter(
            account=account, state=Membership.State.ACTIVE, agency__active=True
        )
        .select_related("agency__jurisdiction", "account")
        .prefetch_related("desks__answers_for")
        .order_by("id")
    )


def viewer_for(membership: Membership, purpose: Purpose | None = None) -> Viewer:
    """The viewer that a membership makes; under another purpose than its role's, for a program."""
    agency = membership.agency
    jurisdiction = agency.jurisdiction
    # Whoever answers for a desk answers for those that closed to it, too.
    own = list(membership.desks.all())
    desks = [*own, *(closed for desk in own for closed in desk.answers_for.all())]
    audiences = [agency.audience, membership.account.audience, *(d.audience for d in desks)]
    if membership.role == "oversight":
        audiences.append(jurisdiction.oversight_audience)
    national = agency.kind == AgencyKind.COORDINATION and not agency.district
    if national and membership.role in {"coordinator", "supervisor"}:
        audiences.append(jurisdiction.coordination_audience)
    purpose = purpose or membership.get_role().purpose
    if purpose == Purpose.INVESTIGATION:
        audiences += circles_of(
            account=membership.account_id, agency=membership.agency_id, purpose=purpose
        )
    return Viewer(
        account_id=membership.account_id,
        agency_id=agency.pk,
        agency_audience=agency.audience,
        account_audience=membership.account.audience,
        jurisdiction=jurisdiction.code,
        role_key=membership.role,
        purpose=purpose,
        audiences=tuple(audiences),
        desk_ids=tuple(d.pk for d in desks),
        display_name=membership.account.name,
        agency_name=agency.name,
        oversight_audience=jurisdiction.oversight_audience,
    )


ViewerSource = Callable[[HttpRequest], Viewer | None]
# Addresses whose viewers come from elsewhere than a session: the prefix, and who tells.
_sources: dict[str, ViewerSource] = {}


def register_viewer_source(prefix: str, source: ViewerSource) -> None:
    """For a room whose requests carry something else than a session; called from its `ready`."""
    _sources[prefix] = source


def viewer_of(request: HttpRequest) -> Viewer | None:
    """The viewer of a request; None for strangers and for people without a role."""
    for prefix, source in _sources.items():
        if request.path_info.startswith(prefix):
            return source(request)
    return viewer_of_session(request)


def viewer_of_session(request: HttpRequest) -> Viewer | None:
    """The viewer of a signed-in person, in the role that they chose."""
    account = request.user
    if not account.is_authenticated or not isinstance(account, Account):
        return None
    memberships = working_memberships(account)
    request.memberships = memberships  # type: ignore[attr-defined]
    membership = chosen_membership(request, memberships)
    return viewer_for(membership) if membership else None


def chosen_membership(request: HttpRequest, memberships: list[Membership]) -> Membership | None:
    """The one of these roles that the person chose to work in; the first when none was chosen."""
    chosen = request.session.get(SESSION_KEY)
    first = memberships[0] if memberships else None
    return next((m for m in memberships if m.pk == chosen), first)
