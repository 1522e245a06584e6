"""Addresses of subjects."""

from __future__ import annotations

from django.urls import path

from punte.investigation.subjects.views import (
    adding,
    entities,
    hits,
    joining,
    lists,
    merging,
    sources,
)

CASE = "cases/<uuid:case_id>/"
ENTITY = CASE + "subjects/<uuid:group>/"
SOURCE = CASE + "sources/<uuid:source_id>/"
MERGE = CASE + "merging/<uuid:merge_id>/"
urlpatterns = [
    path("subjects/", lists.everywhere, name="subjects"),
    path(CASE + "subjects/", lists.subjects, name="case_subjects"),
    path(CASE + "subjects/found/", lists.found, name="case_subjects_found"),
    path(CASE + "subjects/list.csv", lists.table_file, name="case_subjects_csv"),
    path(CASE + "subjects/add/", adding.kinds, name="entity_kinds"),
    path(CASE + "subjects/add/several/", adding.several, name="entities_add"),
    path(CASE + "subjects/add/<slug:schema>/", adding.add, name="entity_add"),
    path(CASE + "subjects/ends/", joining.ends, name="ends"),
    path(CASE + "statements/<uuid:statement_id>/withdraw/", adding.withdraw, name="withdraw"),
    path(ENTITY, entities.entity, name="entity"),
    path(ENTITY + "links/", entities.links, name="entity_links"),
    path(ENTITY + "state/", adding.state, name="entity_state"),
    path(ENTITY + "exhibit/", adding.exhibit, name="entity_exhibit"),
    path(ENTITY + "link/", joining.kinds, name="link_kinds"),
    path(ENTITY + "link/<slug:schema>/", joining.add, name="link_add"),
    path(CASE + "sources/", sources.sources, name="sources"),
    path(CASE + "sources/add/", sources.add, name="source_add"),
    path(SOURCE, sources.source, name="source"),
    path(SOURCE + "grade/", sources.grade, name="source_grade"),
    path(SOURCE + "people/add/", sources.seat, name="source_seat"),
    path(SOURCE + "people/<uuid:member_id>/end/", sources.unseat, name="source_unseat"),
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
