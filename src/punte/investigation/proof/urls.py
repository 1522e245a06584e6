"""Addresses of proof."""

from __future__ import annotations

from django.urls import path

from punte.investigation.proof.views import defence, hypotheses

CASE = "cases/<uuid:case_id>/"
ONE = CASE + "hypotheses/<uuid:hypothesis_id>/"
LIST = CASE + "defence/"
urlpatterns = [
    path(CASE + "hypotheses/", hypotheses.hypotheses, name="hypotheses"),
    path(CASE + "hypotheses/add/", hypotheses.add, name="hypothesis_add"),
    path(CASE + "hypotheses/evidence/", hypotheses.add_evidence, name="piece_add"),
    path(CASE + "hypotheses/evidence/<uuid:piece_id>/", hypotheses.judge, name="piece_judge"),
    path(ONE, hypotheses.hypothesis, name="hypothesis"),
    path(ONE + "change/", hypotheses.revise, name="hypothesis_revise"),
    path(ONE + "disprove/", hypotheses.disprove, name="hypothesis_disprove"),
    path(LIST, defence.page, name="defence_list"),
    path(LIST + "fill/", defence.fill, name="defence_fill"),
    path(LIST + "add/", defence.add, name="defence_add"),
    path(LIST + "recordings/", defence.add_recordings, name="defence_recordings"),
    path(LIST + "serve/", defence.serve_list, name="defence_serve"),
    path(LIST + "csv/", defence.csv, name="defence_csv"),
    path(LIST + "pdf/", defence.pdf, name="defence_pdf"),
    path(LIST + "sensitive/", defence.sensitive_pdf, name="defence_sensitive"),
    path(LIST + "<uuid:thing_id>/", defence.decide, name="defence_decide"),
]
