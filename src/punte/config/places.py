"""The places of the rail, each for the roles that hold its permission."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import pgettext_lazy

from punte.core.access.door import Permission, Viewer
from punte.core.deadlines.door import late_clocks
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

Waiting = Callable[[Viewer], QuerySet[Any]]


@dataclass(frozen=True)
class Place:
    """One entry of the rail, shown to roles with the permission, or with the one in `or_by`.

    waiting: what waits there, in parts that are counted each by its own index. rare: folded away
    under "More" for those whose rail would be too long.
    """

    label: str | Promise
    route: str
    icon: str
    permission: Permission
    waiting: tuple[Waiting, ...] = ()
    rare: bool = False
    or_by: Permission | None = None

    def is_for(self, viewer: Viewer) -> bool:
        return any(viewer.may(one) for one in (self.permission, self.or_by) if one)


FIRST = (
    Place(lazy("Today"), "protection:today", "home", Permission.NOTIFY, or_by=Permission.SEE_DAY),
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
