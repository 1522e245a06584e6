"""Addresses of a way through justice."""

from __future__ import annotations

from django.urls import path

from punte.protection.justice.views import claim, court, page, support

urlpatterns = [
    path("files/<uuid:file_id>/justice/", page.justice, name="justice"),
    path("files/<uuid:file_id>/justice/rights/", support.rights_new, name="rights_new"),
    path("files/<uuid:file_id>/justice/aid/", support.aid_new, name="aid_new"),
    path("legal-aid/<uuid:aid_id>/answer/", support.aid_answer, name="aid_answer"),
    path("files/<uuid:file_id>/justice/measure/", support.measure_new, name="measure_new"),
    path("measures/<uuid:measure_id>/answer/", support.measure_answer, name="measure_answer"),
    path("files/<uuid:file_id>/justice/hearing/", court.hearing_new, name="hearing_new"),
    path("hearings/<uuid:hearing_id>/change/", court.hearing_change, name="hearing_change"),
    path("hearings/<uuid:hearing_id>/<slug:name>/", court.hearing_move, name="hearing_move"),
    path("files/<uuid:file_id>/justice/statement/", court.statement_new, name="statement_new"),
    path("statements/<uuid:session_id>/join/", court.statement_join, name="statement_join"),
    path("statements/<uuid:session_id>/end/", court.statement_end, name="statement_end"),
    path("files/<uuid:file_id>/justice/claim/", claim.claim_new, name="claim_new"),
    path("claims/<uuid:claim_id>/", claim.claim, name="claim"),
    path("claims/<uuid:claim_id>/<slug:name>/", claim.claim_move, name="claim_move"),
]
