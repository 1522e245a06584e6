"""Changing, suspending and ending a person's role in an agency."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from punte.core.access.door import Viewer
from punte.core.agencies import hand_over, rules
from punte.core.agencies.models import Agency, Desk, Membership
from punte.core.agencies.queries import get_managed_membership, heirs_of
from punte.core.agencies.sessions import end_sessions
from punte.core.errors import Conflict, Invalid, Refused
from punte.core.ledger.door import record

State = Membership.State


@transaction.atomic
def change_role(
    *, by: Viewer, membership_id: int, role: str, desk_ids: Iterable[int] = ()
) -> Membership:
    """Give a colleague another role or other desks; the new rights hold from the next request."""
    membership = _to_change(by, membership_id)
    require_givable(by, role, membership.agency)
    if membership.state == State.LEFT:
        raise Conflict(_("This person has left the agency."))
    before = membership.role
    membership.role = role
    try:
        with transaction.atomic():
            membership.save(update_fields=["role"])
    except IntegrityError as error:
        raise Invalid(_("This person already has this role in the agency.")) from error
    membership.desks.set(desks_of(membership.agency, desk_ids))
    enter("people.change_role", by, membership, {"before": before, "desks": sorted(set(desk_ids))})
    return membership


@transaction.atomic
def suspend(*, by: Viewer, membership_id: int, reason: str) -> Membership:
    """Stop a role for a time and sign the person out everywhere at once."""
    membership = _to_change(by, membership_id)
    _expect(membership, State.ACTIVE)
    membership.state = State.SUSPENDED
    membership.save(update_fields=["state"])
    end_sessions(membership.account)
    enter("people.suspend", by, membership, {"reason": reason})
    return membership


@transaction.atomic
def reinstate(*, by: Viewer, membership_id: int) -> Membership:
    """Let a suspended person work again."""
    membership = _to_change(by, membership_id)
    _expect(membership, State.SUSPENDED)
    membership.state = State.ACTIVE
    membership.save(update_fields=["state"])
    enter("people.reinstate", by, membership)
    return membership


@transaction.atomic
def leave(*, by: Viewer, membership_id: int, heir_id: int | None = None) -> Membership:
    """End a person's role for good; what they hold goes to the heir (a membership) first.

    Raises Invalid when something is held and no heir of the same agency is named.
    """
    return end_role(by, _to_change(by, membership_id), heir_id)


def end_role(by: Viewer, membership: Membership, heir_id: int | None) -> Membership:
    """As `leave`, for a membership that is locked and a right that was looked at."""
    if membership.state == State.LEFT:
        raise Conflict(_("This person has already left the agency."))
    if not _works_on(membership):
        _hand_over(by, membership, heir_id)
    membership.state = State.LEFT
    membership.ended_on = timezone.localdate()
    membership.save(update_fields=["state", "ended_on"])
    membership.desks.clear()
    end_sessions(membership.account)
    enter("people.leave", by, membership)
    return membership


def _works_on(membership: Membership) -> bool:
    """True when the person keeps another role in the same agency, and so keeps the work."""
    return (
        Membership.objects.filter(
            account_id=membership.account_id,
            agency_id=membership.agency_id,
            state=State.ACTIVE,
        )
        .exclude(pk=membership.pk)
        .exists()
    )


def what_is_held(by: Viewer, membership: Membership) -> list[tuple[str, int]]:
    """Labels and counts of the work that a person would leave behind."""
    return [] if _works_on(membership) else hand_over.held(_handing(by, membership))


def _handing(by: Viewer, membership: Membership, heir: int = 0) -> hand_over.Handing:
    return hand_over.Handing(
        by=by, agency_id=membership.agency_id, leaver=membership.account_id, heir=heir
    )


def _hand_over(by: Viewer, membership: Membership, heir_id: int | None) -> None:
    held = hand_over.held(_handing(by, membership))
    if not any(count for _label, count in held):
        return
    heir = heirs_of(membership).filter(pk=heir_id).first() if heir_id else None
    if heir is None:
        raise Invalid(_("Say which colleague takes over the work of this person."))
    moved = hand_over.move_all(_handing(by, membership, heir.account_id))
    enter("people.hand_over", by, membership, {"to": heir.account_id, "moved": moved})


def require_givable(by: Viewer, role: str, agency: Agency) -> None:
    """Raise Refused for a role that the viewer may not give in this agency."""
    if role not in rules.givable_roles(by, agency.kind):
        raise Refused(_("Your role may not give this role here."), what="give role")


def desks_of(agency: Agency, desk_ids: Iterable[int]) -> list[Desk]:
    """The agency's own desks of these ids; Invalid when one of them is not its own."""
    wanted = set(desk_ids)
    desks = list(Desk.objects.filter(agency=agency, pk__in=wanted))
    if len(desks) != len(wanted):
        raise Invalid(_("One of the desks is not a desk of this agency."))
    return desks


def _to_change(by: Viewer, membership_id: int) -> Membership:
    membership = get_managed_membership(membership_id, by=by, lock=True)
    if not rules.may_change(by, account_id=membership.account_id, role=membership.role):
        raise Refused(_("Your role may not change this person's role."), what="change role")
    return membership


def _expect(membership: Membership, state: Membership.State) -> None:
    if membership.state != state:
        raise Conflict(what="change person")


def enter(
    action: str, by: Viewer, membership: Membership, more: dict[str, object] | None = None
) -> None:
    """One entry of the ledger about a person's role."""
    record(
        action=action,
        by=by,
        owners=[membership.agency.audience],
        detail={
            "membership": membership.pk,
            "account": membership.account_id,
            "agency": membership.agency_id,
            "role": membership.role,
            **(more or {}),
        },
    )
