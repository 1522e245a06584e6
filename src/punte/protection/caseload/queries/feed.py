"""One's own calendar address, and whose an address is."""

from __future__ import annotations

import hashlib

from django.db.models import QuerySet

from punte.core.access.door import Viewer
from punte.core.agencies.door import viewer_for, working_memberships
from punte.core.errors import NotHere
from punte.protection.caseload.models import CalendarFeed


def hash_of(token: str) -> str:
    """How a secret is kept."""
    return hashlib.sha256(token.encode()).hexdigest()


def owner_of(token: str) -> tuple[CalendarFeed, Viewer]:
    """The address and its owner in the role it was made for.

    NotHere when it ended, or its owner may no longer work in that role.
    """
    feed = (
        CalendarFeed.objects.filter(token_hash=hash_of(token), revoked_at=None)
        .select_related("account")
        .first()
    )
    if feed is None or not feed.account.is_active:
        raise NotHere
    roles = {role.pk: role for role in working_memberships(feed.account)}
    if feed.membership_id not in roles:
        raise NotHere
    return feed, viewer_for(roles[feed.membership_id])


def seen_feeds(viewer: Viewer) -> QuerySet[CalendarFeed]:
    """The viewer's running address in the present role."""
    return CalendarFeed.objects.filter(
        account_id=viewer.account_id,
        membership__agency_id=viewer.agency_id,
        membership__role=viewer.role_key,
        revoked_at=None,
    )
