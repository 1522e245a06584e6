"""What a chart asks while somebody works on it. Every answer is a reading in the ledger."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from punte.core.access.door import Permission, ViewerRequest, requires
from punte.core.errors import Invalid, NotHere
from punte.investigation.analysis.content import MOST_NODES
from punte.investigation.analysis.queries.graph import common_of, graph_of, steps_from, things_in
from punte.investigation.analysis.reading import Asked
from punte.investigation.analysis.shapes import graph_shape, steps_shape
from punte.investigation.cases.door import opened
from punte.investigation.subjects.door import SCHEMATA, NoPath, search_entities, shortest_path


@require_POST
@requires(Permission.SEE_CASES)
def graph(request: ViewerRequest, case_id: UUID) -> JsonResponse:
    """The entities named, and all links among them."""
    asked = Asked(request)
    case = opened(request.viewer, case_id, "links")
    return JsonResponse(graph_shape(graph_of(request.viewer, case, asked.keys("nodes"))))


@require_POST
@requires(Permission.SEE_CASES)
def steps(request: ViewerRequest, case_id: UUID) -> JsonResponse:
    """What one hop from an entity leads to: counts alone, or with the grown chart."""
    viewer, asked = request.viewer, Asked(request)
    shown, schema = asked.keys("nodes"), asked.text("schema")
    if schema and schema not in SCHEMATA:
        raise Invalid
    case = opened(viewer, case_id, "links")
    found = steps_from(viewer, case, asked.key("node"), shown, schema)
    answer: dict[str, Any] = steps_shape(found)
    if asked.yes("grow"):
        room = max(0, MOST_NODES - len(shown))
        answer["more"] += max(0, len(found.add) - room)
        answer["graph"] = graph_shape(graph_of(viewer, case, [*shown, *found.add[:room]]))
    return JsonResponse(answer)


@require_POST
@requires(Permission.SEE_CASES)
def common(request: ViewerRequest, case_id: UUID) -> JsonResponse:
    """The neighbours that the chosen entities share, added to the chart."""
    viewer, asked = request.viewer, Asked(request)
    chosen, shown = asked.keys("chosen"), asked.keys("nodes")
    if not 2 <= len(chosen) <= 10:
        raise Invalid
    case = opened(viewer, case_id, "links")
    room = max(0, MOST_NODES - len(shown))
    found = common_of(viewer, case, chosen)
    grown = list(dict.fromkeys([*shown, *found[:room]]))
    answer = {
        "found": [str(one) for one in found[:room]],
        "more": max(0, len(found) - room),
        "graph": graph_shape(graph_of(viewer, case, grown)),
    }
    return JsonResponse(answer)


@require_POST
@requires(Permission.SEE_CASES)
def path(request: ViewerRequest, case_id: UUID) -> JsonResponse:
    """A shortest path between two entities, added to the chart; or why there is none."""
    viewer, asked = request.viewer, Asked(request)
    start, end, shown = asked.key("from"), asked.key("to"), asked.keys("nodes")
    case = opened(viewer, case_id, "links")
    if len(things_in(viewer, case, [start, end])) < 2:
        raise NotHere(what="find a path", subject=case.pk)
    found = shortest_path(viewer, start, end, through_hubs=asked.yes("hubs"))
    if isinstance(found, NoPath):
        told = [str(found.why.label)]
        if found.hubs:
            told.append(_("Entities with very many links were not passed through."))
        return JsonResponse({"path": [], "why": " ".join(told)})
    way = [one.group for one in found.nodes]
    grown = list(dict.fromkeys([*way, *shown]))[:MOST_NODES]
    answer = {
        "path": [str(one) for one in way],
        "graph": graph_shape(graph_of(viewer, case, grown)),
    }
    return JsonResponse(answer)


@require_POST
@requires(Permission.SEE_CASES)
def find(request: ViewerRequest, case_id: UUID) -> JsonResponse:
    """Entities of the case by any selector, or by a name in either script."""
    viewer, asked = request.viewer, Asked(request)
    case = opened(viewer, case_id, "entities")
    found = search_entities(viewer, asked.text("text"), case=case.pk)
    rows = [
        {
            "id": str(one.group),
            "caption": one.caption,
            "kind": str(SCHEMATA[one.schema].label) if one.schema in SCHEMATA else one.schema,
        }
        for one in found.entities[:30]
        if not one.is_link
    ]
    return JsonResponse({"found": rows, "more": found.more or len(found.entities) > len(rows)})
