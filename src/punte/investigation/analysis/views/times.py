"""Pictures of time: the list with its counts, the timeline, days and hours."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from punte.core.access.door import Permission, Viewer, ViewerRequest, requires
from punte.investigation.analysis.forms import TimeFilter
from punte.investigation.analysis.lists import (
    address,
    frame,
    heading_of,
    label_of,
    newest_or_whole,
    table_of,
)
from punte.investigation.analysis.queries.counts import counts_of
from punte.investigation.analysis.queries.happenings import by_hour, happenings
from punte.investigation.analysis.spans import Heat, heat_of, level, weeks_of
from punte.investigation.cases.door import Case, opened, zone_of

MOST_WEEKS = 60


@require_GET
@requires(Permission.SEE_CASES)
def happenings_list(request: ViewerRequest, case_id: UUID) -> HttpResponse:
    """What happened, and how often of each kind; a click on a bar keeps to it."""
    viewer = request.viewer
    case = opened(viewer, case_id, "happenings")
    form = TimeFilter(request.GET)
    wanted = newest_or_whole(viewer, case, form)
    rows = happenings(viewer, case, wanted)
    found, left_out = counts_of(viewer, rows, zone_of(case), all_stated="all_stated" in request.GET)
    counts = [
        {"label": heading_of(key), "bars": list(_bars(viewer, case, request.GET, key, bars))}
        for key, bars in found.items()
    ]
    table = table_of(viewer, rows, request.GET)
    context = frame(
        viewer,
        case,
        "happenings",
        form,
        wanted,
        table=table,
        counts=counts,
        ask_stated=address(request.GET, all_stated=1) if left_out else "",
    )
    return render(request, "analysis/happenings.html", context)


def _bars(
    viewer: Viewer, case: Case, params: QueryDict, key: str, found: list[tuple[Any, int]]
) -> Iterable[dict[str, Any]]:
    top = max(number for _value, number in found)
    for value, number in found:
        yield {
            "label": label_of(viewer, case, key, value),
            "count": number,
            "share": round(100 * number / top, 1),
            "query": address(params, **(asked := _asked(key, value))),
            "chosen": all(params.get(name) == str(one) for name, one in asked.items()),
        }


def _asked(key: str, value: Any) -> dict[str, Any]:
    """What an address asks for to keep to a bar: a month is a span of days."""
    if key != "month":
        return {key: value}
    last = value.replace(day=monthrange(value.year, value.month)[1])
    return {"since": value, "until": last}


@require_GET
@requires(Permission.SEE_CASES)
def heat(request: ViewerRequest, case_id: UUID) -> HttpResponse:
    """How many fall on each hour of the week, and on each day."""
    viewer = request.viewer
    case = opened(viewer, case_id, "happenings")
    form = TimeFilter(request.GET)
    wanted = newest_or_whole(viewer, case, form)
    found = by_hour(happenings(viewer, case, wanted), zone_of(case))
    counted = heat_of((day, hour, number) for _schema, day, hour, number in found)
    weeks = weeks_of(counted.days)
    context = frame(
        viewer,
        case,
        "heat",
        form,
        wanted,
        total=counted.total,
        hours=range(24),
        weekdays=[str(WEEKDAYS_ABBR[day]) for day in range(7)],
        matrix=_matrix(counted, request.GET),
        weeks=[_week(counted, week, request.GET) for week in weeks[-MOST_WEEKS:]],
        weeks_left=len(weeks) > MOST_WEEKS,
        list_url=reverse("investigation:happenings", args=[case.pk]),
    )
    return render(request, "analysis/heat.html", context)


def _matrix(heat: Heat, params: QueryDict) -> list[dict[str, Any]]:
    top = max(heat.hours.values(), default=0)
    return [
        {
            "label": str(WEEKDAYS[day]).capitalize(),
            "cells": [
                {
                    "count": (number := heat.hours[day, hour]),
                    "level": level(number, top),
                    "query": address(params, weekday=day + 1, hour=hour),
                }
                for hour in range(24)
            ],
        }
        for day in range(7)
    ]


def _week(heat: Heat, week: list[date], params: QueryDict) -> dict[str, Any]:
    top = max(heat.days.values(), default=0)
    return {
        "monday": week[0],
        "cells": [
            {
                "day": day,
                "count": heat.days[day],
                "level": level(heat.days[day], top),
                "query": address(params, since=day, until=day),
            }
            for day in week
        ],
    }


def days_of(found: tuple[datetime, datetime] | None, zone: ZoneInfo) -> tuple[date, date]:
    """The local days of the first and the last; the last month when there is nothing."""
    if found is None:
        today = datetime.now(zone).date()
        return today - timedelta(days=30), today
    return found[0].astimezone(zone).date(), found[1].astimezone(zone).date()


def moves_of(params: QueryDict, spans: list[tuple[str, tuple[date, date] | None]]) -> list[Any]:
    """Links to other spans of time; no span is the whole."""
    return [
        {
            "label": label,
            "query": address(
                params, since=span[0] if span else None, until=span[1] if span else None
            ),
        }
        for label, span in spans
    ]


def span_words() -> dict[str, str]:
    return {
        "in": _("Closer"),
        "out": _("Wider"),
        "back": _("Earlier"),
        "on": _("Later"),
        "all": _("All"),
    }
