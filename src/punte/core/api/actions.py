"""Making tokens and taking them back."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from punte.core.access.door import ROLES, Permission, Purpose, Viewer
from punte.core.agencies.door import Account, admit_program
from punte.core.api.models import ApiToken
from punte.core.api.tokens import hash_token, new_token
from punte.core.errors import Invalid, NotHere
from punte.core.ledger.door import record

MOST_DAYS = 365


@transaction.atomic
def make_token(
    *,
    by: Viewer,
    name: str,
    role: str,
    purpose: Purpose,
    scopes: Collection[Permission],
    days: int,
    desk_ids: Iterable[int] = (),
) -> tuple[str, ApiToken]:
    """A program of the viewer's agency and its token, which is shown this once.

    Raises Invalid for scopes that the role does not hold, or more than a year; Refused for a
    role that the viewer may not give.
    """
    membership = admit_program(by=by, name=name, role=role, desk_ids=desk_ids)
    if not scopes or not set(scopes) <= ROLES[role].permissions:
        raise Invalid(_("Choose what the program may do, of what its role may do."))
    if not 1 <= days <= MOST_DAYS:
        raise Invalid(_("A token works for 1 to 365 days."))
    token, now = new_token(), timezone.now()
    row = ApiToken.objects.create(
        membership=membership,
        purpose=purpose.value,
        scopes=sorted(scope.value for scope in scopes),
        token_hash=hash_token(token),
        made_by=Account.objects.get(pk=by.account_id),
        made_at=now,
        expires_at=now + timedelta(days=days),
    )
    record(
        action="token.make",
        by=by,
        owners=[by.agency_audience],
        detail={"token": str(row.id), "scopes": row.scopes, "purpose": row.purpose, "days": days},
    )
    return token, row


@transaction.atomic
def revoke_token(*, by: Viewer, token_id: UUID) -> ApiToken:
    """Take a token back; the program's next request is refused. Twice is once."""
    by.require(Permission.MANAGE_TOKENS)
    row = (
        ApiToken.objects.select_for_update(of=("self",))
        .filter(pk=token_id, membership__agency=by.agency_id)
        .first()
    )
    if row is None:
        raise NotHere(what="revoke token")
    if row.revoked_at is None:
        row.revoked_at = timezone.now()
        row.save(update_fields=["revoked_at"])
        record(
            action="token.revoke",
            by=by,
            owners=[by.agency_audience],
            detail={"token": str(row.id)},
        )
    return row
