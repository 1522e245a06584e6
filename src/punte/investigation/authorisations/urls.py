"""Addresses of authorisations, quarantine, the table of measures and its oversight."""

from __future__ import annotations

from django.urls import path

from punte.investigation.authorisations.views import (
    acts,
    authorisations,
    orders,
    oversight,
    quarantine,
    table,
)

ONE = "measures/<uuid:authorisation_id>/"
LOCKED = "quarantine/<uuid:quarantine_id>/"

urlpatterns = [
    path("cases/<uuid:case_id>/measures/", authorisations.of_a_case, name="authorisations"),
    path("cases/<uuid:case_id>/measures/ask/", acts.ask, name="measure_ask"),
    path("measures/requests/", authorisations.requests, name="measure_requests"),
    path("measures/oversight/", oversight.in_force, name="measures_overseen"),
    path("measures/oversight/<uuid:authorisation_id>/", oversight.looks, name="measure_looks"),
    path("measures/oversight/figures/", oversight.figures, name="measure_figures"),
    path("measures/table/", table.rules, name="measure_rules"),
    path("measures/table/<uuid:rule_id>/", table.rule, name="measure_rule"),
    path("measures/table/<uuid:rule_id>/edit/", table.edit, name="measure_rule_edit"),
    path("measures/table/<uuid:rule_id>/confirm/", table.confirm, name="measure_rule_confirm"),
    path(ONE, authorisations.one, name="authorisation"),
    path(f"{ONE}order/<slug:kind>/", orders.record, name="measure_order"),
    path(f"{ONE}because/<slug:act>/", acts.with_reason, name="measure_reason"),
    path(f"{ONE}do/<slug:act>/", acts.plainly, name="measure_act"),
    path(f"{ONE}postpone/", acts.postpone, name="measure_postpone"),
    path(LOCKED, quarantine.one, name="quarantine"),
    path(f"{LOCKED}decide/", quarantine.decision, name="quarantine_decide"),
    path(f"{LOCKED}second/", quarantine.second, name="quarantine_second"),
]
