"""Degrees, betweenness, PageRank and clusters of what one sees of a case, or of a chart."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from punte.core.access.door import Permission, ViewerRequest, requires
from punte.investigation.analysis.lists import kind
from punte.investigation.analysis.models import Chart
from punte.investigation.analysis.queries.charts import (
    charts_of,
    content_at,
    get_chart,
    standing,
)
from punte.investigation.analysis.queries.graph import pairs_of, things_in
from punte.investigation.analysis.weights import Weighed, weigh
from punte.investigation.cases.door import Case, case_frame, opened
from punte.investigation.subjects.door import Entity
from punte.ui.tables import Column, Table

# Larger graphs are weighed when somebody asks for it, as that takes seconds.
AT_ONCE = 500
MOST_CLUSTERS, MOST_OPENED = 12, 60


@require_GET
@requires(Permission.SEE_CASES)
def weights(request: ViewerRequest, case_id: UUID) -> HttpResponse:
    """Who stands where: a list to be sorted by each measure, and the clusters."""
    viewer = request.viewer
    case = opened(viewer, case_id, "links")
    chart = _chart(request, case)
    within = (
        standing(viewer, case, content_at(viewer, chart, chart.version)).ids() if chart else None
    )
    pairs, cut = pairs_of(viewer, case, within)
    size = len({end for tail, head, _number in pairs for end in (tail, head)})
    context: dict[str, Any] = {"size": size, "cut": cut, "chart": chart, "wait": False}
    if size > AT_ONCE and "weigh" not in request.GET:
        context["wait"] = True
    else:
        weighed = weigh(pairs)
        things = things_in(viewer, case, [one.id for one in weighed.weights])
        context |= {
            "weighed": weighed,
            "table": _table(request, case, weighed, things),
            "clusters": _clusters(case, weighed, things),
        }
    page = case_frame(
        viewer, case, "analysis", section="weights", charts=charts_of(viewer, case), **context
    )
    return render(request, "analysis/weights.html", page)


def _chart(request: ViewerRequest, case: Case) -> Chart | None:
    text = request.GET.get("chart", "")
    if not text:
        return None
    try:
        key = UUID(text)
    except ValueError:
        key = UUID(int=0)
    return get_chart(request.viewer, case, key)


def _table(
    request: ViewerRequest, case: Case, weighed: Weighed, things: dict[UUID, Entity]
) -> Table:
    rows = [
        asdict(one)
        | {
            "caption": things[one.id].caption,
            "kind": kind(things[one.id].schema),
            "between": round(one.between, 4),
            "rank": round(100 * one.rank, 2),
        }
        for one in weighed.weights
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
        params=request.GET,
        caption=_("Who stands where"),
        empty_title=_("There are no links in this case yet."),
        empty_text=_("Entities stand here when links join them."),
    )


def _clusters(case: Case, weighed: Weighed, things: dict[UUID, Entity]) -> list[dict[str, Any]]:
    """The largest clusters, each with its most linked members."""
    links = {one.id: one.links for one in weighed.weights}
    start = reverse("investigation:chart_new", args=[case.pk])
    found = []
    for number, members in enumerate(weighed.clusters[:MOST_CLUSTERS], start=1):
        best = sorted((one for one in members if one in things), key=lambda one: -links[one])
        query = "&".join(f"entity={one}" for one in best[:MOST_OPENED])
        found.append(
            {
                "number": number,
                "size": len(members),
                "names": [things[one].caption for one in best[:6]],
                "url": f"{start}?{query}",
            }
        )
    return found
