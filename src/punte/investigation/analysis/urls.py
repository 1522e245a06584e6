"""Addresses of analysis."""

from __future__ import annotations

from django.urls import path

from punte.investigation.analysis.views import asking, charts, export, lanes, places, times, weights

ANALYSIS = "cases/<uuid:case_id>/analysis/"
urlpatterns = [
    path(ANALYSIS, charts.home, name="analysis"),
    path(ANALYSIS + "list/", times.happenings_list, name="happenings"),
    path(ANALYSIS + "timeline/", lanes.time_line, name="time_line"),
    path(ANALYSIS + "hours/", times.heat, name="heat"),
    path(ANALYSIS + "map/", places.map_page, name="case_map"),
    path(ANALYSIS + "weights/", weights.weights, name="weights"),
    path(ANALYSIS + "weights/weigh/", weights.weigh_anew, name="weigh"),
    path(ANALYSIS + "weights/progress/", weights.weighing_progress, name="weighing_progress"),
    path(ANALYSIS + "chart/", charts.new, name="chart_new"),
    path(ANALYSIS + "chart/save/", charts.save, name="chart_save"),
    path(ANALYSIS + "chart/graph/", asking.graph, name="chart_graph"),
    path(ANALYSIS + "chart/steps/", asking.steps, name="chart_steps"),
    path(ANALYSIS + "chart/common/", asking.common, name="chart_common"),
    path(ANALYSIS + "chart/path/", asking.path, name="chart_path"),
    path(ANALYSIS + "chart/export/", export.export, name="chart_export"),
    path(ANALYSIS + "chart/find/", asking.find, name="chart_find"),
    path(ANALYSIS + "chart/<uuid:chart_id>/", charts.chart, name="chart"),
    path(ANALYSIS + "chart/<uuid:chart_id>/remove/", charts.remove, name="chart_remove"),
]
