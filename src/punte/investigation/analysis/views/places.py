"""Where it happened: a simple map without the internet, and the same as a list."""

from __future__ import annotations

import math
from typing import Any
from uuid import UUID

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from punte.core.access.door import Permission, ViewerRequest, requires
from punte.investigation.analysis.forms import TimeFilter
from punte.investigation.analysis.lists import address, frame, newest_or_whole
from punte.investigation.analysis.mapping import (
    Box,
    Label,
    apart,
    box_from,
    box_of,
    graticule,
    towns_in,
)
from punte.investigation.analysis.queries.happenings import happenings
from punte.investigation.analysis.queries.places import Where, where_of
from punte.investigation.cases.door import opened

MOST_LISTED = 200


@require_GET
@requires(Permission.SEE_CASES)
def map_page(request: ViewerRequest, case_id: UUID) -> HttpResponse:
    """Places, sightings and the ways between them."""
    viewer = request.viewer
    case = opened(viewer, case_id, "happenings")
    form = TimeFilter(request.GET)
    wanted = newest_or_whole(viewer, case, form)
    where = where_of(viewer, case, happenings(viewer, case, wanted))
    box = box_from(request.GET.get("box", "")) or box_of(where.points)
    points = _points(where, box)
    names = apart(Label(one["name"], one["x"], one["y"], one["radius"] + 4) for one in points)
    context = frame(
        viewer,
        case,
        "map",
        form,
        wanted,
        box=box,
        lines=graticule(box),
        names=names,
        towns=towns_in(box, names),
        points=points,
        ways=_ways(where, box),
        listed=_listed(where, request.GET, box),
        unplaced=where.unplaced,
        moves=_moves(request.GET, box),
    )
    return render(request, "analysis/map.html", context)


def _points(where: Where, box: Box) -> list[dict[str, Any]]:
    found = []
    for at, names in where.points.items():
        if box.holds(at):
            x, y = box.spot(at)
            count = names.total()
            radius = round(6 + 3 * math.log2(count + 1), 1)
            told = list(filter(None, names))
            words = f"{', '.join(told)}: {count}"
            name = max(told, key=names.__getitem__, default="")
            found.append({"x": x, "y": y, "radius": radius, "words": words, "name": name})
    return sorted(found, key=lambda one: -one["radius"])


def _ways(where: Where, box: Box) -> list[dict[str, Any]]:
    found = []
    for (start, end), count in where.ways.items():
        (x1, y1), (x2, y2) = box.spot(start), box.spot(end)
        width = round(1 + math.log2(count + 1), 1)
        found.append({"x1": x1, "y1": y1, "x2": x2, "y2": y2, "width": width})
    return found


def _listed(where: Where, params: QueryDict, box: Box) -> list[dict[str, Any]]:
    rows = sorted(where.points.items(), key=lambda one: -one[1].total())
    return [
        {
            "name": ", ".join(filter(None, names)),
            "count": names.total(),
            "at": f"{at[0]:.4f}, {at[1]:.4f}",
            "query": address(params, box=f"{at[0]:.4f},{at[1]:.4f},0.5000"),
        }
        for at, names in rows[:MOST_LISTED]
    ]


def _moves(params: QueryDict, box: Box) -> list[dict[str, str]]:
    spans: list[tuple[str, Box | None]] = [
        (_("Closer"), box.zoomed(0.5)),
        (_("Wider"), box.zoomed(2)),
        (_("North"), box.moved(0.4, 0)),
        (_("South"), box.moved(-0.4, 0)),
        (_("West"), box.moved(0, -0.4)),
        (_("East"), box.moved(0, 0.4)),
        (_("All"), None),
    ]
    return [
        {"label": label, "query": address(params, box=one.words() if one else None)}
        for label, one in spans
    ]
