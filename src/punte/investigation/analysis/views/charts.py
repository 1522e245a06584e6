"""Saved charts, and the page on which one works on a chart."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from punte.core.access.door import Permission, Viewer, ViewerRequest, requires
from punte.core.ids import new_id
from punte.investigation.analysis.actions.charts import Title, make_chart, remove_chart, save_chart
from punte.investigation.analysis.content import Content, Spot, read_content
from punte.investigation.analysis.models import Chart
from punte.investigation.analysis.queries.charts import (
    charts_of,
    content_at,
    get_chart,
    standing,
    versions_of,
)
from punte.investigation.analysis.queries.graph import graph_of, most_linked
from punte.investigation.analysis.reading import Asked
from punte.investigation.analysis.shapes import (
    addresses,
    catalogue,
    grade_words,
    graph_shape,
    words,
)
from punte.investigation.cases.door import Case, case_frame, opened, zone_of
from punte.investigation.subjects.door import SCHEMATA, get_entity


@require_GET
@requires(Permission.SEE_CASES)
def home(request: ViewerRequest, case_id: UUID) -> HttpResponse:
    """The charts of a case, and what one might begin with."""
    viewer = request.viewer
    case = opened(viewer, case_id, "charts")
    linked = [
        {"entity": entity, "links": number, "schema": SCHEMATA.get(entity.schema)}
        for entity, number in most_linked(viewer, case)
    ]
    context = case_frame(
        viewer, case, "analysis", section="charts", charts=charts_of(viewer, case), linked=linked
    )
    return render(request, "analysis/home.html", context)


@require_GET
@requires(Permission.SEE_CASES)
def new(request: ViewerRequest, case_id: UUID) -> HttpResponse:
    """A chart that nobody has saved: with the entities asked for, or the most linked ones."""
    viewer = request.viewer
    case = opened(viewer, case_id, "links")
    asked = [_entity(viewer, case, text) for text in request.GET.getlist("entity")[:200]]
    chosen = asked or [entity.group for entity, _number in most_linked(viewer, case)]
    spots = tuple(Spot(str(one), 0, 0) for one in dict.fromkeys(chosen))
    content = Content(nodes=spots)
    return render(request, "analysis/chart.html", _page(viewer, case, None, content))


def _entity(viewer: Viewer, case: Case, text: str) -> UUID:
    try:
        key = UUID(text)
    except ValueError:
        key = UUID(int=0)
    return get_entity(viewer, case, key).group


@require_GET
@requires(Permission.SEE_CASES)
def chart(request: ViewerRequest, case_id: UUID, chart_id: UUID) -> HttpResponse:
    """A saved chart, or an earlier version of it, as far as one sees it."""
    viewer = request.viewer
    case = opened(viewer, case_id, "charts", "links")
    kept = get_chart(viewer, case, chart_id)
    asked = request.GET.get("version", "")
    number = int(asked) if asked.isdecimal() and len(asked) < 9 else kept.version
    content = standing(viewer, case, content_at(viewer, kept, number))
    return render(request, "analysis/chart.html", _page(viewer, case, kept, content, number))


def _page(
    viewer: Viewer, case: Case, kept: Chart | None, content: Content, number: int = 0
) -> dict[str, Any]:
    graph = graph_of(viewer, case, content.ids())
    content = content.only({str(node.id) for node in graph.nodes})
    data = {
        "graph": graph_shape(graph),
        "content": content.plain(),
        "placed": kept is not None,
        "chart": str(kept.pk) if kept else "",
        "version": kept.version if kept else 0,
        "once": str(new_id()),
        "schemata": catalogue(),
        "grades": grade_words(),
        "urls": addresses(case),
        "entity_url": reverse("investigation:entity", args=[case.pk, UUID(int=0)]),
        "words": words(),
    }
    return case_frame(
        viewer,
        case,
        "analysis",
        section="charts",
        chart=kept,
        number=number,
        versions=versions_of(viewer, kept) if kept else [],
        data=data,
        zone=str(zone_of(case)),
        files=("pdf", "svg", "png"),
        may_export=viewer.may(Permission.EXPORT_DATA),
        grades=grade_words(),
    )


@require_POST
@requires(Permission.WORK_CASES)
def save(request: ViewerRequest, case_id: UUID) -> JsonResponse:
    """Keep what stands on the page: a new chart, or the next version of one."""
    asked = Asked(request)
    title = Title(asked.text("name", 1000), asked.text("notes", 20_000))
    content = read_content(asked.text("content", 1_000_000))
    same: dict[str, Any] = {"title": title, "content": content, "request_key": asked.key("once")}
    if asked.text("chart"):
        version = asked.number("version", 0, 2_000_000_000)
        kept = save_chart(
            by=request.viewer,
            case_id=case_id,
            chart_id=asked.key("chart"),
            version=version,
            **same,
        )
    else:
        kept = make_chart(by=request.viewer, case_id=case_id, **same)
    answer = {
        "chart": str(kept.pk),
        "version": kept.version,
        "once": str(new_id()),
        "url": kept.get_absolute_url(),
    }
    return JsonResponse(answer)


@require_POST
@requires(Permission.WORK_CASES)
def remove(request: ViewerRequest, case_id: UUID, chart_id: UUID) -> HttpResponseBase:
    """Take a chart out of the list."""
    asked = request.POST.get("version", "")
    number = int(asked) if asked.isdecimal() and len(asked) < 9 else 0
    remove_chart(by=request.viewer, case_id=case_id, chart_id=chart_id, version=number)
    return redirect(reverse("investigation:analysis", args=[case_id]))
