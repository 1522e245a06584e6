"""Ending an administrator's role: one administrator proposes it, another confirms."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from punte.core.access.door import Viewer
from punte.core.agencies import admitting, rules
from punte.core.agencies.actions.people import end_role, enter
from punte.core.agencies.models import Ending, Jurisdiction, Membership
from punte.core.agencies.queries import (
    get_ending,
    get_managed_membership,
    working_administrators,
)
from punte.core.errors import Conflict, Refused


@transaction.atomic
def propose_end(*, by: Viewer, membership_id: int, reason: str) -> Ending:
    """Ask that a peer's role ends. Nothing changes yet; administrators and oversight are told.

    Raises Refused for one's own role, Conflict when it is asked already or too few would remain.
    """
    membership = get_managed_membership(membership_id, by=by, lock=True)
    if not rules.may_propose_end(by, account_id=membership.account_id, role=membership.role):
        raise Refused(_("Your role may not change this person's role."), what="propose end")
    _require_enough(membership)
    ending = Ending(membership=membership, reason=reason, proposed_by_id=by.account_id)
    try:
        with transaction.atomic():
            ending.save()
    except IntegrityError as error:
        raise Conflict(_("This is proposed already."), what="propose end") from error
    enter("people.propose_end", by, membership, {"ending": ending.pk, "reason": reason})
    page = reverse("agencies:person", args=[membership.pk])
    admitting.tell_all(admitting.Event.END_PROPOSED, by, membership.agency, page)
    return ending


@transaction.atomic
def confirm_end(*, by: Viewer, ending_id: int, heir_id: int | None = None) -> Membership:
    """End the role; whoever does it is neither the proposer nor the one concerned.

    Raises Conflict when it was answered, its proposer administers no more, or too few would remain;
    Invalid as `leave` does.
    """
    ending = _waiting(by, ending_id)
    membership = ending.membership
    require_second(by, ending)
    _require_enough(membership)
    country = membership.agency.jurisdiction_id
    if not working_administrators(country).filter(pk=ending.proposed_by_id).exists():
        raise Conflict(_("Who proposed this is an administrator no more. Propose it anew."))
    _answer(by, ending, agreed=True)
    ended = end_role(by, membership, heir_id)
    admitting.tell_all(admitting.Event.ENDED, by, membership.agency)
    return ended


def may_confirm(by: Viewer, ending: Ending) -> bool:
    """Whether the viewer is the second of the two."""
    return rules.may_confirm_end(
        by,
        account_id=ending.membership.account_id,
        role=ending.membership.role,
        proposed_by=ending.proposed_by_id,
    )


def require_second(by: Viewer, ending: Ending) -> None:
    """Raise Refused to all but another administrator."""
    if not may_confirm(by, ending):
        raise Refused(
            _("Another administrator must confirm this, not who proposed it or is concerned."),
            what="confirm end",
        )


@transaction.atomic
def put_end_away(*, by: Viewer, ending_id: int) -> Ending:
    """Let the role go on; anyone who could have proposed its end may do it."""
    ending = _waiting(by, ending_id)
    membership = ending.membership
    if not rules.may_propose_end(by, account_id=membership.account_id, role=membership.role):
        raise Refused(_("Your role may not change this person's role."), what="put end away")
    _answer(by, ending, agreed=False)
    return ending


def _waiting(by: Viewer, ending_id: int) -> Ending:
    """The wish, locked, with the country: of two such acts the second sees what the first did."""
    country = get_ending(ending_id, by=by).membership.agency.jurisdiction_id
    Jurisdiction.objects.select_for_update().get(pk=country)
    ending = get_ending(ending_id, by=by, lock=True)
    if ending.agreed is not None:
        raise Conflict(what="answer end")
    return ending


def _require_enough(membership: Membership) -> None:
    accounts = working_administrators(membership.agency.jurisdiction_id).values_list(
        "pk", flat=True
    )
    if not rules.enough_remain(accounts, without=membership.account_id):
        raise Conflict(
            _("Two administrators must remain in the country. Invite another one first."),
            what="end administrator",
        )


def _answer(by: Viewer, ending: Ending, *, agreed: bool) -> None:
    ending.agreed, ending.answered_by_id = agreed, by.account_id
    ending.answered_at = timezone.now()
    ending.save(update_fields=["agreed", "answered_by", "answered_at"])
    verb = "people.confirm_end" if agreed else "people.put_end_away"
    enter(verb, by, ending.membership, {"ending": ending.pk})
