"""Degrees, betweenness, PageRank and clusters of what one sees of a case, or of a chart."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.http import HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from punte.core.access.door import Permission, Viewer, ViewerRequest, requires
from punte.core.errors import NotHere
from punte.investigation.analysis.actions.weighing import ask_weighing
from punte.investigation.analysis.lists import kind
from punte.investigation.analysis.models import Chart
from punte.investigation.analysis.queries.charts import (
    charts_of,
    content_at,
    get_chart,
    standing,
)
from punte.investigation.analysis.queries.graph import things_in
from punte.investigation.analysis.queries.weighing import pairs_of, result_of, weighing_of
from punte.investigation.analysis.weights import Summary, summary_of, weigh
from punte.investigation.cases.door import Case, case_frame, get_case, opened
from punte.investigation.subjects.door import Entity, things_of
from punte.ui.tables import Column, Table

# Cases with more things are weighed by the worker. A chart holds no more than this.
AT_ONCE = 1_500


@require_GET
@requires(Permission.SEE_CASES)
def weights(request: ViewerRequest, case_id: UUID) -> HttpResponse:
    """Who stands where: a list to be sorted by each measure, and the clusters."""
    viewer = request.viewer
    case = opened(viewer, case_id, "links")
    chart = _chart(request, case)
    context: dict[str, Any] = {"chart": chart, "charts": charts_of(viewer, case)}
    summary: Summary | None = None
    if chart or things_of(viewer, case)[: AT_ONCE + 1].count() <= AT_ONCE:
        summary = _at_once(viewer, case, chart)
    else:
        row = weighing_of(viewer, case)
        summary = result_of(viewer, row) if row else None
        context |= {"large": True, "run": row}
    if summary is not None:
        context |= _told(viewer, case, summary, request.GET)
    page = case_frame(viewer, case, "analysis", section="weights", **context)
    return render(request, "analysis/weights.html", page)


def _at_once(viewer: Viewer, case: Case, chart: Chart | None) -> Summary:
    within = (
        standing(viewer, case, content_at(viewer, chart, chart.version)).ids() if chart else None
    )
    pairs, _left_out = pairs_of(viewer, case, within)
    return summary_of(weigh(pairs))


def _told(viewer: Viewer, case: Case, summary: Summary, params: QueryDict) -> dict[str, Any]:
    named = {one.id for one in summary.weights}
    named.update(key for cluster in summary.clusters for key in cluster.best)
    things = things_in(viewer, case, named)
    return {
        "summary": summary,
        "part": len(summary.weights) < summary.entities,
        "table": _table(case, summary, things, params),
        "clusters": _clusters(case, summary, things),
    }


@require_POST
@requires(Permission.SEE_CASES)
def weigh_anew(request: ViewerRequest, case_id: UUID) -> HttpResponseBase:
    """Let the worker weigh a large case over what one sees."""
    ask_weighing(by=request.viewer, case_id=case_id)
    return redirect("investigation:weights", case_id=case_id)


@require_GET
@requires(Permission.SEE_CASES)
def weighing_progress(request: ViewerRequest, case_id: UUID) -> HttpResponse:
    """The part of the page that moves; the whole page anew when the weighing has ended."""
    row = weighing_of(request.viewer, get_case(request.viewer, case_id))
    if row is None:
        raise NotHere(what="read a weighing", subject=case_id)
    if not row.busy:
        page = reverse("investigation:weights", args=[case_id])
        return HttpResponse(headers={"HX-Redirect": page})
    return render(request, "analysis/weighing.html", {"run": row, "case": row.case})


def _chart(request: ViewerRequest, case: Case) -> Chart | None:
    text = request.GET.get("chart", "")
    if not text:
        return None
    try:
        key = UUID(text)
    except ValueError:
        key = UUID(int=0)
    return get_chart(request.viewer, case, key)


def _table(case: Case, summary: Summary, things: dict[UUID, Entity], params: QueryDict) -> Table:
    rows = [
        asdict(one)
        | {
            "caption": things[one.id].caption,
            "kind": kind(things[one.id].schema),
            "between": round(one.between, 4),
            "rank": round(100 * one.rank, 2),
        }
        for one in summary.weights
        if one.id in things
    ]
    rows.sort(key=lambda row: (-row["links"], row["caption"]))
    start = reverse("investigation:chart_new", args=[case.pk])
    return Table(
        name="weights",
        columns=[
            Column(
                "caption",
                _("Entity"),
                head=True,
                sort="caption",
                link=lambda row: f"{start}?entity={row['id']}",
            ),
            Column("kind", _("Kind"), sort="kind"),
            Column("neighbours", _("Neighbours"), number=True, sort="neighbours"),
            Column("links", _("Links"), number=True, sort="links"),
            Column("between", _("Betweenness"), number=True, sort="between"),
            Column("rank", _("PageRank, %"), number=True, sort="rank"),
            Column("cluster", _("Cluster"), number=True, sort="cluster"),
        ],
        rows=rows,
        params=params,
        caption=_("Who stands where"),
        empty_title=_("There are no links in this case yet."),
        empty_text=_("Entities stand here when links join them."),
    )


def _clusters(case: Case, summary: Summary, things: dict[UUID, Entity]) -> list[dict[str, Any]]:
    """The largest clusters, each with its most linked members."""
    start = reverse("investigation:chart_new", args=[case.pk])
    found = []
    for number, cluster in enumerate(summary.clusters, start=1):
        best = [one for one in cluster.best if one in things]
        query = "&".join(f"entity={one}" for one in best)
        found.append(
            {
                "number": number,
                "size": cluster.size,
                "names": [things[one].caption for one in best[:6]],
                "url": f"{start}?{query}",
            }
        )
    return found
