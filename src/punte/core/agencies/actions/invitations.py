"""Inviting people, and accepting: the only way in."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from punte.core.access.door import Permission, Viewer
from punte.core.agencies import admitting, rules
from punte.core.agencies.actions.people import desks_of
from punte.core.agencies.models import Account, Agency, Desk, Invitation, Membership
from punte.core.agencies.queries import (
    get_managed_agency,
    get_managed_invitation,
    get_managed_membership,
)
from punte.core.agencies.sessions import end_sessions
from punte.core.agencies.viewers import viewer_for
from punte.core.errors import Conflict, Invalid, NotHere, Refused
from punte.core.ledger.door import record

DAYS = 7


def hash_token(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def invite(
    *,
    by: Viewer,
    agency_id: int,
    email: str,
    name: str,
    role: str,
    desk_ids: Iterable[int] = (),
) -> tuple[Invitation, str]:
    """Offer a role to an address; returns the invitation and the token of its link.

    The token is told this once; only its hash is kept. The offer runs out after seven days.
    """
    agency = get_managed_agency(agency_id, by=by, permission=Permission.MANAGE_PEOPLE)
    _require_invitable(by, role, agency)
    if Account.objects.filter(pk=by.account_id, email=email.strip().lower()).exists():
        raise Refused(_("Nobody gives a role to themselves."), what="invite self")
    return offer(
        by=by, agency=agency, email=email, name=name, role=role, desks=desks_of(agency, desk_ids)
    )


def _require_invitable(by: Viewer, role: str, agency: Agency) -> None:
    if role not in rules.invitable_roles(by, agency.kind):
        raise Refused(_("Your role may not give this role here."), what="give role")


@transaction.atomic
def offer(
    *,
    by: Viewer | None,
    agency: Agency,
    email: str,
    name: str,
    role: str,
    desks: Iterable[Desk] = (),
) -> tuple[Invitation, str]:
    """As `invite`, for a `by` whose right was looked at; None is who keeps the machine."""
    email = email.strip().lower()
    _refuse_double(email, agency.pk, role)
    token, invitation = _new(by, email=email, name=name, agency=agency, role=role)
    try:
        with transaction.atomic():
            invitation.save()
    except IntegrityError as error:
        raise Invalid(
            _("This address is already invited. Send that invitation again, or revoke it first.")
        ) from error
    invitation.desks.set(desks)
    _handed_out("people.invite", by, invitation)
    return invitation, token


def _new(by: Viewer | None, **values: Any) -> tuple[str, Invitation]:
    token = secrets.token_urlsafe(32)
    return token, Invitation(
        token_hash=hash_token(token),
        invited_by_id=by.account_id if by else None,
        expires_at=timezone.now() + timedelta(days=DAYS),
        **values,
    )


@transaction.atomic
def renew_sign_in(*, by: Viewer, membership_id: int) -> tuple[Invitation, str]:
    """Let somebody back in who lost password or second step, by a link as for an invitation.

    Both are removed at once and all sessions end. Refused for one who also holds a role that the
    viewer could not give: the link would open that role too.
    """
    membership = get_managed_membership(membership_id, by=by, lock=True)
    account = membership.account
    for held in account.memberships.exclude(state=Membership.State.LEFT):
        managed = get_managed_membership(held.pk, by=by)
        if not rules.may_change(by, account_id=account.pk, role=managed.role):
            raise Refused(what="renew sign-in")
    if account.program:
        raise Invalid(_("A program signs in nowhere. Give it a new token."))
    return let_back_in(by=by, membership=membership)


@transaction.atomic
def let_back_in(*, by: Viewer | None, membership: Membership) -> tuple[Invitation, str]:
    """As `renew_sign_in`, for a `by` whose right was looked at; None is who keeps the machine."""
    account, agency = membership.account, membership.agency
    Invitation.objects.filter(
        email=account.email, agency=agency, accepted_at=None, revoked_at=None
    ).update(revoked_at=timezone.now())
    Authenticator.objects.filter(user=account).delete()
    account.set_unusable_password()
    account.save(update_fields=["password"])
    end_sessions(account)
    token, invitation = _new(
        by, email=account.email, name=account.name, agency=agency, role=membership.role
    )
    invitation.renews = True
    invitation.save()
    _handed_out("people.renew_sign_in", by, invitation)
    return invitation, token


def _refuse_double(email: str, agency_id: int, role: str) -> None:
    taken = Membership.objects.filter(account__email=email, agency_id=agency_id, role=role)
    if taken.exclude(state=Membership.State.LEFT).exists():
        raise Invalid(_("This person already has this role in the agency."))


@transaction.atomic
def resend(*, by: Viewer, invitation_id: int) -> tuple[Invitation, str]:
    """Make a new link for an open invitation; the old link stops working."""
    invitation = get_managed_invitation(invitation_id, by=by)
    _require_invitable(by, invitation.role, invitation.agency)
    _expect_open(invitation)
    return invitation, new_link(by=by, invitation=invitation)


@transaction.atomic
def new_link(*, by: Viewer | None, invitation: Invitation) -> str:
    """As `resend`, for a `by` whose right was looked at; None is who keeps the machine."""
    token = secrets.token_urlsafe(32)
    invitation.token_hash = hash_token(token)
    invitation.expires_at = timezone.now() + timedelta(days=DAYS)
    invitation.save(update_fields=["token_hash", "expires_at"])
    _handed_out("people.invite", by, invitation, again=True)
    return token


@transaction.atomic
def revoke(*, by: Viewer, invitation_id: int) -> Invitation:
    """Take an open invitation back; its link stops working."""
    invitation = get_managed_invitation(invitation_id, by=by)
    _require_invitable(by, invitation.role, invitation.agency)
    _expect_open(invitation)
    invitation.revoked_at = timezone.now()
    invitation.save(update_fields=["revoked_at"])
    _record("people.revoke", by, invitation)
    return invitation


def _expect_open(invitation: Invitation) -> None:
    if invitation.accepted_at or invitation.revoked_at:
        raise Conflict(what="change invitation")


def open_invitation(token_hash: str, *, lock: bool = False) -> Invitation:
    """The invitation behind a link; NotHere when it was used, revoked or has run out."""
    rows = Invitation.objects.select_related("agency__jurisdiction")
    if lock:
        rows = rows.select_for_update(of=("self",))
    found = rows.filter(
        token_hash=token_hash,
        accepted_at=None,
        revoked_at=None,
        expires_at__gt=timezone.now(),
        agency__active=True,
    ).first()
    if found is None:
        raise NotHere(
            _("This invitation has run out or was used. Ask for a new one."), what="use invitation"
        )
    return found


@transaction.atomic
def accept(*, token_hash: str, password: str = "", signed_in: Account | None = None) -> Membership:
    """Take up an invitation: with a password for a new account, or signed in as the invited one.

    A link touches an account that is already there only when it was made to renew its sign-in;
    else its owner must be signed in.
    """
    invitation = open_invitation(token_hash, lock=True)
    account = Account.objects.filter(email=invitation.email).first()
    if account is None:
        account = _new_account(invitation, password)
    elif invitation.renews:
        _check_password(password, account)
        account.set_password(password)
        account.save(update_fields=["password"])
    elif signed_in is None or signed_in.pk != account.pk:
        raise Refused(_("Sign in with the invited address first."), what="use invitation")
    membership = _take_up(invitation, account)
    invitation.accepted_at = timezone.now()
    invitation.save(update_fields=["accepted_at"])
    viewer = viewer_for(membership)
    viewer.bind()
    _record("people.accept", viewer, invitation)
    return membership


def _new_account(invitation: Invitation, password: str) -> Account:
    _check_password(password, Account(email=invitation.email, name=invitation.name))
    account = Account.objects.create_user(
        invitation.email,
        password,
        name=invitation.name,
        language=get_language() or "en",
    )
    account.refresh_from_db()
    return account


def _check_password(password: str, account: Account) -> None:
    try:
        validate_password(password, user=account)
    except ValidationError as error:
        raise Invalid(" ".join(error.messages)) from error


def _take_up(invitation: Invitation, account: Account) -> Membership:
    if invitation.renews:
        kept = account.memberships.filter(agency=invitation.agency, role=invitation.role)
        membership = kept.exclude(state=Membership.State.LEFT).first()
        if membership is None:
            raise NotHere(what="use invitation")
        return membership
    try:
        with transaction.atomic():
            membership = Membership.objects.create(
                account=account, agency=invitation.agency, role=invitation.role
            )
    except IntegrityError as error:
        raise Conflict(_("You already have this role in the agency.")) from error
    membership.desks.set(invitation.desks.all())
    return membership


def _handed_out(
    action: str, by: Viewer | None, invitation: Invitation, again: bool = False
) -> None:
    _record(action, by, invitation, again)
    if invitation.role == admitting.ADMINISTRATOR:
        admitting.tell_all(admitting.Event.LET_IN, by, invitation.agency)


def _record(action: str, by: Viewer | None, invitation: Invitation, again: bool = False) -> None:
    record(
        action=action,
        by=by,
        owners=[invitation.agency.audience],
        detail={
            "invitation": invitation.pk,
            "agency": invitation.agency_id,
            "role": invitation.role,
            **({"again": True} if again else {}),
        },
    )
