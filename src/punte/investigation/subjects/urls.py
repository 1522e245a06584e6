"""Addresses of subjects."""

from __future__ import annotations

from django.urls import path

from punte.investigation.subjects.views import hits, merging

CASE = "cases/<uuid:case_id>/"
MERGE = CASE + "merging/<uuid:merge_id>/"
urlpatterns = [
    path(CASE + "merging/", merging.merging, name="merging"),
    path(CASE + "merging/compare/", merging.compare_persons, name="merge_compare"),
    path(CASE + "merging/pair/<uuid:left>/<uuid:right>/", merging.pair, name="merge_pair"),
    path(MERGE, merging.merge, name="merge"),
    path(MERGE + "propose/", merging.propose, name="merge_propose"),
    path(MERGE + "decide/", merging.decide, name="merge_decide"),
    path(MERGE + "split/", merging.split, name="merge_split"),
    path(CASE + "hits/", hits.hits, name="hits"),
    path(CASE + "hits/ask/", hits.ask, name="hits_ask"),
]
