"""Opening and closing the address under which a calendar program reads one's dates."""

from __future__ import annotations

import secrets

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from punte.core.access.door import Permission, Viewer
from punte.core.agencies.door import Membership
from punte.core.errors import Invalid, NotHere
from punte.core.ledger.door import record
from punte.protection.caseload.models import CalendarFeed
from punte.protection.caseload.models.feed import Detail
from punte.protection.caseload.queries.feed import hash_of, seen_feeds


@transaction.atomic
def open_feed(*, by: Viewer, detail: str) -> str:
    """Make a new secret for the viewer's present role; an older one ends. Returned this once."""
    by.require(Permission.SEE_FILES)
    if detail not in Detail.values:
        raise Invalid(_("Choose how much the calendar may say."))
    membership = (
        Membership.objects.select_for_update(of=("self",))
        .filter(account_id=by.account_id, agency_id=by.agency_id, role=by.role_key, state="active")
        .first()
    )
    if membership is None:
        raise NotHere(what="open calendar feed")
    close(by)
    token = secrets.token_urlsafe(32)
    CalendarFeed.objects.create(
        membership=membership,
        account_id=by.account_id,
        token_hash=hash_of(token),
        detail=detail,
        made_at=timezone.now(),
    )
    record(action="calendar.open_feed", by=by, detail={"detail": detail})
    return token


@transaction.atomic
def close_feed(*, by: Viewer) -> int:
    """End the address of the viewer's present role; returns how many ended."""
    ended = close(by)
    if ended:
        record(action="calendar.close_feed", by=by)
    return ended


def close(by: Viewer) -> int:
    return seen_feeds(by).update(revoked_at=timezone.now())
