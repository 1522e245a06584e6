"""Programs that work for an agency: an account and a role, and no way to sign in."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from punte.core.access.door import Permission, Viewer
from punte.core.agencies.actions.people import desks_of, require_givable
from punte.core.agencies.models import Account, Agency, Membership
from punte.core.errors import Invalid
from punte.core.ledger.door import record


@transaction.atomic
def admit_program(*, by: Viewer, name: str, role: str, desk_ids: Iterable[int] = ()) -> Membership:
    """Give a program a role in the viewer's agency, of those that the viewer may give.

    It stands among the agency's people and is suspended like them. Raises Invalid, Refused.
    """
    by.require(Permission.MANAGE_TOKENS)
    agency = Agency.objects.get(pk=by.agency_id)
    require_givable(by, role, agency)
    if not name.strip() or len(name) > 100:
        raise Invalid(_("Name the program in at most 100 characters."))
    account = Account.objects.create_user(
        email=f"{uuid4()}@program.invalid", name=name.strip(), program=True
    )
    membership = Membership.objects.create(account=account, agency=agency, role=role)
    membership.desks.set(desks_of(agency, desk_ids))
    record(
        action="program.admit",
        by=by,
        owners=[agency.audience],
        detail={"membership": membership.pk, "account": account.pk, "role": role},
    )
    return membership
