"""The timeline: what happened, on a lane for each entity that was chosen, or for each kind."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import formats
from django.utils.translation import ngettext
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
from punte.investigation.analysis.queries.graph import things_in
from punte.investigation.analysis.queries.happenings import (
    Wanted,
    first_and_last,
    gathered,
    happenings,
    touching,
    valid_times,
)
from punte.investigation.analysis.spans import (
    Gathered,
    Mark,
    day_span,
    mark_of,
    moved,
    ticks_of,
    zoomed,
)
from punte.investigation.analysis.views.times import days_of, moves_of, span_words
from punte.investigation.cases.door import Case, opened, zone_of
from punte.investigation.subjects.door import Entity

Found = dict[str, list[Gathered]]
HIGH, PARTS = 22.0, 120


@require_GET
@requires(Permission.SEE_CASES)
def time_line(request: ViewerRequest, case_id: UUID) -> HttpResponse:
    """Lanes over a span of time, and the same as a table."""
    viewer = request.viewer
    case = opened(viewer, case_id, "happenings")
    form = TimeFilter(request.GET)
    wanted = newest_or_whole(viewer, case, form)
    zone = zone_of(case)
    rows = happenings(viewer, case, wanted)
    first, last = days_of(first_and_last(rows), zone)
    first, last = wanted.since or first, wanted.until or last
    context = frame(
        viewer,
        case,
        "time_line",
        form,
        wanted,
        lanes=_lanes(viewer, case, wanted, rows, (first, last), request.GET),
        since=first,
        until=last,
        ticks=_ticks(first, last, zone),
        moves=_moves(request.GET, first, last),
        valid=_valid(viewer, case, wanted),
        table=table_of(viewer, rows, request.GET),
        list_url=reverse("investigation:happenings", args=[case.pk]),
    )
    return render(request, "analysis/time_line.html", context)


def _lanes(
    viewer: Viewer,
    case: Case,
    wanted: Wanted,
    rows: QuerySet[Entity],
    span: tuple[date, date],
    params: QueryDict,
) -> list[dict[str, Any]]:
    """One lane for each entity that was chosen; when none was, one for each kind."""
    zone = zone_of(case)
    since, until = day_span(*span, zone)
    found = _found(rows, wanted, since, until)
    things = things_in(viewer, case, wanted.entities)
    named = {str(group): thing.caption for group, thing in things.items()}
    bars = _valid_bars(viewer, case, wanted, since, until)
    lanes = []
    for key, marks in sorted(found.items(), key=lambda one: -_number(one[1])):
        label = named.get(key) or label_of(viewer, case, "schema", key)
        narrowed = {"entity": [key]} if key in named else {"schema": key}
        top = max(mark.count for mark in marks)
        lanes.append(
            {
                "label": label,
                "count": _number(marks),
                "told": f"{label}: {_many(_number(marks))}",
                "marks": [
                    _mark(mark_of(mark, PARTS), top, zone, params, narrowed) for mark in marks
                ],
                "bars": bars.get(key, []),
                "url": f"?{address(params, **narrowed)}",
            }
        )
    return lanes


def _found(rows: QuerySet[Entity], wanted: Wanted, since: datetime, until: datetime) -> Found:
    if not wanted.entities:
        return gathered(rows, since, until, PARTS)
    found: Found = {}
    for one in wanted.entities:
        of_one = gathered(rows.filter(touching([one])), since, until, PARTS)
        if of_one:
            found[str(one)] = [mark for marks in of_one.values() for mark in marks]
    return found


def _number(marks: list[Gathered]) -> int:
    return sum(mark.count for mark in marks)


def _mark(
    mark: Mark, top: int, zone: ZoneInfo, params: QueryDict, narrowed: dict[str, Any]
) -> dict[str, Any]:
    high = round(4 + (HIGH - 4) * mark.count / top, 1)
    first, last = mark.first.astimezone(zone), mark.last.astimezone(zone)
    words = formats.date_format(first, "DATETIME_FORMAT")
    if last > first:
        words += f" – {formats.date_format(last, 'DATETIME_FORMAT')}"
    return {
        "x": round(mark.x - 3, 1),
        "width": max(6.0, mark.width + 6),
        "y": round((30 - high) / 2, 1),
        "height": high,
        "words": f"{words}: {_many(mark.count)}",
        "query": address(params, since=first.date(), until=last.date(), **narrowed),
    }


def _many(count: int) -> str:
    return ngettext("%(number)s happening", "%(number)s happenings", count) % {"number": count}


def _ticks(first: date, last: date, zone: ZoneInfo) -> list[dict[str, Any]]:
    since, until = day_span(first, last, zone)
    whole = (until - since).total_seconds()
    return [
        {
            "day": day,
            "x": round(1000 * (day_span(day, day, zone)[0] - since).total_seconds() / whole, 1),
        }
        for day in ticks_of(since, until, zone)
    ]


def _moves(params: QueryDict, first: date, last: date) -> list[Any]:
    words = span_words()
    return moves_of(
        params,
        [
            (words["back"], moved(first, last, -1)),
            (words["in"], zoomed(first, last, 0.5)),
            (words["out"], zoomed(first, last, 2)),
            (words["on"], moved(first, last, 1)),
            (words["all"], None),
        ],
    )


def _valid(viewer: Viewer, case: Case, wanted: Wanted) -> list[dict[str, Any]]:
    things = things_in(viewer, case, wanted.entities)
    return [
        {
            "caption": things[group].caption,
            "label": heading_of(row.prop),
            "value": row.value,
            "row": row,
        }
        for group, row in valid_times(viewer, case, things)
        if group in things
    ]


def _valid_bars(
    viewer: Viewer, case: Case, wanted: Wanted, since: datetime, until: datetime
) -> dict[str, list[dict[str, Any]]]:
    """Spans of days for which statements on the chosen hold; an open end reaches the edge."""
    bars: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for group, row in valid_times(viewer, case, wanted.entities):
        start = _noon(row.valid_from) if row.valid_from else since
        end = _noon(row.valid_to) if row.valid_to else until
        low, high = max(start, since), min(end, until)
        if low <= high:
            whole = (until - since).total_seconds()
            x = 1000 * (low - since).total_seconds() / whole
            width = max(2.0, 1000 * (high - low).total_seconds() / whole)
            words = f"{heading_of(row.prop)}: {row.value}"
            bars[str(group)].append({"x": round(x, 1), "width": round(width, 1), "words": words})
    return bars


def _noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
