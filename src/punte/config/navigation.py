"""The frame around every page: the few places of one's role, with what waits in them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import pgettext_lazy

from punte.core.access.door import PURPOSES, Permission, Viewer
from punte.core.agencies.door import chosen_membership
from punte.core.database.lists import Counting, counting_up_to
from punte.core.deadlines.door import late_clocks
from punte.core.notices.door import my_notices
from punte.investigation.authorisations.door import waiting_requests
from punte.investigation.evidence.door import waiting_for
from punte.protection.assistance.door import follow_ups_due, transfers_to_answer
from punte.protection.caseload.door import tasks_due
from punte.protection.identification.door import waiting_notifications
from punte.protection.referral.door import (
    referrals_to_answer,
    referrals_to_confirm,
    referrals_to_explain,
)

MOST = 99
MOST_PLACES = 14
Waiting = Callable[[Viewer], QuerySet[Any]]


@dataclass(frozen=True)
class Place:
    """One entry of the rail, shown to roles with the permission.

    waiting: what waits there, in parts that are counted each by its own index. rare: folded away
    under "More" for those whose rail would be too long.
    """

    label: str | Promise
    route: str
    icon: str
    permission: Permission
    waiting: tuple[Waiting, ...] = ()
    rare: bool = False


FIRST = (
    Place(lazy("Today"), "protection:today", "home", Permission.NOTIFY),
    Place(
        lazy("Notifications"),
        "protection:notifications",
        "inbox",
        Permission.TAKE_UP,
        (waiting_notifications,),
    ),
    Place(lazy("Cases"), "investigation:cases", "briefcase", Permission.SEE_CASES),
    Place(
        lazy("Requests for measures"),
        "investigation:measure_requests",
        "scale",
        Permission.GRANT_MEASURE,
        (waiting_requests,),
    ),
    Place(
        lazy("Exhibits"),
        "investigation:waiting",
        "archive",
        Permission.KEEP_EVIDENCE,
        (waiting_for,),
    ),
    Place(lazy("Stores"), "investigation:stores", "lock", Permission.KEEP_STORE, (waiting_for,)),
    Place(lazy("Subjects"), "investigation:subjects", "search", Permission.SEE_CASES),
    Place(lazy("Persons"), "protection:persons", "users", Permission.SEE_PERSONS),
    Place(lazy("Caseload"), "protection:caseload", "folder", Permission.SEE_FILES),
    Place(
        lazy("Referrals in"),
        "protection:referrals_in",
        "log-in",
        Permission.ANSWER_REFERRAL,
        (referrals_to_answer,),
    ),
    Place(
        lazy("Referrals out"),
        "protection:referrals_out",
        "send",
        Permission.SEND_REFERRAL,
        (referrals_to_explain, referrals_to_confirm),
    ),
    Place(
        lazy("Sent notifications"),
        "protection:notifications_sent",
        "message-square",
        Permission.NOTIFY,
        rare=True,
    ),
    Place(lazy("Stuck"), "protection:stuck", "hourglass", Permission.SEE_STUCK),
    Place(lazy("Oversight"), "oversight:home", "shield-check", Permission.VERIFY_LEDGER),
    Place(lazy("Log"), "oversight:log", "scroll-text", Permission.VERIFY_LEDGER),
    Place(lazy("Broken glass"), "oversight:glass", "shield-alert", Permission.REVIEW_GLASS),
    Place(
        lazy("Measures in force"),
        "investigation:measures_overseen",
        "scale",
        Permission.OVERSEE_MEASURES,
    ),
    Place(lazy("Funnel"), "protection:funnel", "funnel", Permission.SEE_FUNNEL),
)
LATER = (
    Place(lazy("My tasks"), "protection:tasks", "square-check", Permission.SEE_FILES, (tasks_due,)),
    Place(lazy("Calendar"), "protection:calendar", "calendar", Permission.SEE_FILES),
    Place(
        lazy("Deadlines"),
        "deadlines:mine",
        "calendar-clock",
        Permission.SEE_DEADLINES,
        (late_clocks,),
    ),
    Place(lazy("Services"), "protection:catalogue", "handshake", Permission.SEE_DIRECTORY),
    Place(
        lazy("Follow-ups"),
        "protection:follow_ups",
        "phone",
        Permission.SEE_FILES,
        (follow_ups_due,),
    ),
    Place(
        lazy("Hand-overs"),
        "protection:transfers",
        "truck",
        Permission.HAND_OVER_FILES,
        (transfers_to_answer,),
        rare=True,
    ),
    Place(
        lazy("Agencies"), "agencies:directory", "building-2", Permission.SEE_DIRECTORY, rare=True
    ),
    Place(
        lazy("Forms on paper"),
        "protection:printed_forms",
        "printer",
        Permission.SIGNED_IN,
        rare=True,
    ),
    Place(lazy("Bring in"), "protection:imports", "upload", Permission.IMPORT_CASES, rare=True),
    Place(
        pgettext_lazy("data", "Take out"),
        "protection:export",
        "download",
        Permission.EXPORT_CASES,
        rare=True,
    ),
    Place(lazy("Programs"), "api:programs", "key-round", Permission.MANAGE_TOKENS),
    Place(lazy("Webhooks"), "protection:webhooks", "network", Permission.MANAGE_TOKENS),
    Place(lazy("Case calendar"), "investigation:case_calendar", "calendar", Permission.SEE_CASES),
    Place(
        lazy("Conviction counts"),
        "investigation:course_counts",
        "chart-column",
        Permission.SEE_COURSE_COUNTS,
        rare=True,
    ),
    Place(lazy("Offences"), "investigation:offences", "book-open", Permission.EDIT_CASE_TABLES),
    Place(
        lazy("Table of measures"),
        "investigation:measure_rules",
        "scale",
        Permission.EDIT_CASE_TABLES,
        rare=True,
    ),
    Place(lazy("Rules"), "deadlines:rules", "scale", Permission.EDIT_DEADLINE_RULES),
    Place(lazy("Configuration"), "protection:configuration", "settings", Permission.CONFIGURE),
    Place(lazy("Keeping and erasing"), "protection:retention", "archive", Permission.RETAIN),
)


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
    first, later = ([p for p in some if viewer.may(p.permission)] for some in (FIRST, LATER))
    places = [*first, *later]
    folded = [p for p in places if p.rare] if len(places) > MOST_PLACES else []
    kept = [[p for p in some if p not in folded] for some in (first, later)]
    parts = [("", kept[0]), (_("This week") if first else "", kept[1])]
    groups: list[dict[str, Any]] = [
        {"label": label, "items": [item(request, place, waiting) for place in some]}
        for label, some in parts
    ]
    if folded:
        more = [item(request, place, waiting) for place in folded]
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
    return [p for p in (*FIRST, *LATER) if p.waiting and viewer.may(p.permission)]


def item(request: HttpRequest, place: Place, counts: dict[Place, int]) -> dict[str, Any]:
    url, waiting = reverse(place.route), counts.get(place, 0)
    return {
        "label": place.label,
        "url": url,
        "icon": place.icon,
        "waiting": waiting,
        "count": f"{MOST}+" if waiting > MOST else waiting or "",
        "current": request.path == url or (url != "/" and request.path.startswith(url)),
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
