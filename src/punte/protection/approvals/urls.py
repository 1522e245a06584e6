"""Addresses of approvals."""

from __future__ import annotations

from django.urls import path

from punte.protection.approvals import table_views, views

urlpatterns = [
    path("approvals/", views.approvals, name="approvals"),
    path("approvals/<uuid:approval_id>/", views.approval, name="approval"),
    path("approvals/<uuid:approval_id>/decide/", views.decide, name="decide_approval"),
    path("approvals/<uuid:approval_id>/withdraw/", views.withdraw, name="withdraw_approval"),
    path("approvals/rules/", table_views.rules, name="approval_rules"),
    path("approvals/rules/new/", table_views.new_rule, name="new_approval_rule"),
    path("approvals/rules/<uuid:rule_id>/", table_views.rule, name="approval_rule"),
    path(
        "approvals/rules/<uuid:rule_id>/confirm/",
        table_views.confirm,
        name="confirm_approval_rule",
    ),
]
