"""Addresses of keeping and erasing."""

from __future__ import annotations

from django.urls import path

from punte.protection.retention.views import deciding, holds, rule_pages

urlpatterns = [
    path("retention/", deciding.due, name="retention"),
    path("retention/decisions/", deciding.decision_list, name="retention_decisions"),
    path("retention/decisions/<uuid:decision_id>/", deciding.decision, name="retention_decision"),
    path("retention/holds/", holds.hold_list, name="retention_holds"),
    path("retention/holds/new/", holds.new, name="retention_hold_new"),
    path("retention/holds/<uuid:hold_id>/end/", holds.end, name="retention_hold_end"),
    path("retention/rules/", rule_pages.rule_list, name="retention_rules"),
    path("retention/rules/new/", rule_pages.change, name="retention_rule_new"),
]
