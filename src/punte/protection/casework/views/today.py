"""Home: what waits for me, what is late, what changed."""

from __future__ import annotations

from typing import Any

from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from punte.core.access.door import Permission, ViewerRequest, requires
from punte.core.deadlines.door import first_clocks, late_count
from punte.core.notices.door import my_notices
from punte.protection.casework.queries.today import today as read_today
from punte.protection.funnel.door import SMALL
from punte.protection.referral.door import cards

LATE = 6


@require_safe
@requires(Permission.SIGNED_IN)
def today(request: ViewerRequest) -> HttpResponseBase:
    """One page a day."""
    if request.viewer.role.home:
        return redirect(request.viewer.role.home)
    return render(request, "casework/home/today.html", parts(request))


def parts(request: ViewerRequest) -> dict[str, Any]:
    viewer = request.viewer
    found = read_today(viewer)
    return {
        "date": day_and_month(),
        "today": found,
        "inbox": drawn(found.inbox, "referrals_in"),
        "outbox": drawn(found.outbox, "referrals_out"),
        "funnel": [(str(step.label), step.value) for step in found.funnel],
        "small": SMALL,
        "late": first_clocks(viewer, LATE),
        "late_count": late_count(viewer),
        "changed": list(my_notices(viewer)[:LATE]),
        "may_notify": viewer.may(Permission.NOTIFY),
    }


def day_and_month() -> str:
    """`Saturday, 21 November`; months small, except in English."""
    words = date_format(timezone.localdate(), "MONTH_DAY_FORMAT")
    return words if get_language() == "en" else words.lower()


def drawn(columns: list[Any], name: str) -> list[dict[str, Any]]:
    """Board columns, shorter than on the board's own page."""
    url = reverse(f"protection:{name}")
    return [
        {
            "label": column.title,
            "cards": cards(column.cards, incoming=name == "referrals_in"),
            "count": column.count,
            "more_url": f"{url}?view=list&column={column.key}" if column.count > 3 else "",
        }
        for column in columns
    ]
