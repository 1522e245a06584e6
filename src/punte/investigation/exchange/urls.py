"""Addresses of lists and graphs in and out."""

from __future__ import annotations

from django.urls import path

from punte.investigation.exchange.views import exports, imports, mapping

LISTS = "cases/<uuid:case_id>/lists/"
LIST = LISTS + "<uuid:run_id>/"
urlpatterns = [
    path(LISTS, imports.lists, name="lists"),
    path(LISTS + "new/", imports.new, name="list_new"),
    path("cases/<uuid:case_id>/graph/", exports.export, name="graph_export"),
    path(LIST, imports.detail, name="list"),
    path(LIST + "progress/", imports.progress, name="list_progress"),
    path(LIST + "columns/", mapping.mapping, name="list_mapping"),
    path(LIST + "columns/kept/", mapping.spec, name="list_spec"),
    path(LIST + "start/", imports.start, name="list_start"),
    path(LIST + "stop/", imports.stop, name="list_stop"),
    path(LIST + "take/", imports.take, name="list_take"),
    path(LIST + "undo/", imports.undo, name="list_undo"),
    path(LIST + "rejects/", imports.rejects, name="list_rejects"),
]
