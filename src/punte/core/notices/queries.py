"""Reading one's notices. Policies show each account its own; so do these."""

from __future__ import annotations

from django.db.models import QuerySet

from punte.core.access.door import Viewer
from punte.core.agencies.door import Account, Jurisdiction
from punte.core.notices.models import Notice, Preferences, default_preferences


def my_notices(viewer: Viewer, *, unread: bool = False) -> QuerySet[Notice]:
    """One's notices, newest first."""
    mine = Notice.objects.filter(account_id=viewer.account_id).order_by("-sent_at", "-id")
    return mine.filter(read_at=None) if unread else mine


def unread_count(viewer: Viewer, most: int = 100) -> int:
    """How many are unread, counted no further than `most`."""
    return my_notices(viewer, unread=True).order_by()[:most].count()


def zone_of(jurisdiction: str) -> str:
    """The time zone of a country."""
    return Jurisdiction.objects.values_list("time_zone", flat=True).get(pk=jurisdiction)


def my_preferences(viewer: Viewer) -> Preferences:
    return preferences_of(viewer.account_id)


def preferences_of(account_id: int) -> Preferences:
    """How an account wants to be told; its own language until it chose another for e-mail."""
    chosen = Preferences.objects.filter(pk=account_id).first()
    if chosen is not None:
        return chosen
    language = Account.objects.values_list("language", flat=True).get(pk=account_id)
    return default_preferences(account_id, language)
