"""The frame around every page: the few places of one's role, with what waits in them."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.db import connection
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from punte.config.places import FIRST, LATER, Place
from punte.core.access.door import PURPOSES, Permission, Viewer
from punte.core.agencies.door import chosen_membership
from punte.core.database.lists import Counting, counting_up_to
from punte.core.notices.door import my_notices

MOST = 99
MOST_PLACES = 14


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context for `ui/layout.html`; without a viewer, or after a failed query, the bare parts."""
    bare: dict[str, Any] = {
        "demo": settings.DEMO,
        "idle_minutes": settings.IDLE_MINUTES,
        "navigation": [],
    }
    viewer: Viewer | None = getattr(request, "viewer", None)
    bare["theme"] = getattr(request.user, "theme", "") if viewer else ""
    without_places = getattr(request, "setting_up", False) or "HX-Request" in request.headers
    if viewer is None or connection.needs_rollback or without_places:
        return bare
    waiting, unread = counted(viewer)
    return {
        **bare,
        "viewer": viewer,
        "navigation": sections(request, viewer, waiting),
        "who": {
            "name": viewer.display_name,
            "detail": f"{viewer.role.name} · {viewer.agency_name}",
            "items": [{"label": _("Me"), "url": reverse("agencies:me"), "icon": "user"}],
            "sign_out_url": reverse("account_logout"),
            "hats": other_hats(request),
            "hats_url": reverse("agencies:choose_role"),
        },
        "purpose": {"label": PURPOSES[viewer.purpose], "value": viewer.purpose, "choices": []},
        "notice_count": unread,
        "notices_url": reverse("notices:list"),
        "notices_stream_url": reverse("notices:stream"),
        **searched(viewer),
        "home_url": reverse(viewer.role.home or "protection:today"),
        "may_break_glass": viewer.may(Permission.BREAK_GLASS),
    }


def searched(viewer: Viewer) -> dict[str, str]:
    """Where the bar's search looks: in subjects for who works on cases, else in what helps."""
    if viewer.may(Permission.SEE_CASES):
        return {
            "search_url": reverse("investigation:subjects"),
            "search_words": _("Search names, phones, plates…"),
        }
    return {
        "search_url": reverse("protection:search"),
        "search_words": _("Search persons, referrals, desks…"),
    }


def other_hats(request: HttpRequest) -> list[dict[str, Any]]:
    """The person's other roles, to switch to from the bar."""
    memberships = getattr(request, "memberships", [])
    now = chosen_membership(request, memberships)
    return [
        {"id": m.pk, "label": f"{m.get_role().name} · {m.agency.name}"}
        for m in memberships
        if m != now
    ]


def sections(
    request: HttpRequest, viewer: Viewer, waiting: dict[Place, int]
) -> list[dict[str, Any]]:
    """The rail in its groups; what is rare is folded away when all would be too many."""
    first, later = ([p for p in some if p.is_for(viewer)] for some in (FIRST, LATER))
    places = [*first, *later]
    # The first page leads on to the day of one's role, which is no place of its own.
    home = viewer.role.home and reverse(viewer.role.home)
    here = "/" if request.path == home else request.path
    folded = [p for p in places if p.rare] if len(places) > MOST_PLACES else []
    kept = [[p for p in some if p not in folded] for some in (first, later)]
    parts = [("", kept[0]), (_("This week") if first else "", kept[1])]
    groups: list[dict[str, Any]] = [
        {"label": label, "items": [item(here, place, waiting) for place in some]}
        for label, some in parts
    ]
    if folded:
        more = [item(here, place, waiting) for place in folded]
        groups.append({"label": _("More"), "items": more, "folded": True})
    mark_current(groups)
    return groups


def counted(viewer: Viewer) -> tuple[dict[Place, int], int]:
    """What waits in each of the viewer's places, and how many notices are unread; all counted in
    one query, none further than MOST + 1.
    """
    *numbers, unread = counting(viewer, timezone.localdate()).ask()
    left = iter(numbers)
    return {p: sum(next(left) for _part in p.waiting) for p in waiting_places(viewer)}, unread


@lru_cache(maxsize=1000)
def counting(viewer: Viewer, _day: date) -> Counting:
    """The query behind `counted`: to write it takes far longer than to ask it, and it changes
    only with the viewer and the day.
    """
    parts = [part(viewer) for place in waiting_places(viewer) for part in place.waiting]
    return counting_up_to([*parts, my_notices(viewer, unread=True)], MOST)


def waiting_places(viewer: Viewer) -> list[Place]:
    return [p for p in (*FIRST, *LATER) if p.waiting and p.is_for(viewer)]


def item(here: str, place: Place, counts: dict[Place, int]) -> dict[str, Any]:
    url, waiting = reverse(place.route), counts.get(place, 0)
    return {
        "label": place.label,
        "url": url,
        "icon": place.icon,
        "waiting": waiting,
        "count": f"{MOST}+" if waiting > MOST else waiting or "",
        "current": here == url or (url != "/" and here.startswith(url)),
    }


def mark_current(groups: list[dict[str, Any]]) -> None:
    """One place alone is where one is: the one whose address says most of this page's."""
    places = [item for group in groups for item in group["items"]]
    longest = max((len(str(item["url"])) for item in places if item["current"]), default=0)
    for item in places:
        item["current"] = item["current"] and len(str(item["url"])) == longest
    for group in groups:
        group["waiting"] = sum(item["waiting"] for item in group["items"])
        group["open"] = any(item["current"] for item in group["items"])
