"""Addresses of assessments and plans."""

from __future__ import annotations

from django.urls import path

from punte.protection.plans.views import agree, assessments, plan

ITEM = "plan/<slug:kind>/<uuid:item_id>/"

urlpatterns = [
    path("files/<uuid:file_id>/needs/", assessments.assessments, name="assessments"),
    path("files/<uuid:file_id>/needs/new/", assessments.new_assessment, name="assessment_new"),
    path("needs/<uuid:assessment_id>/", assessments.assessment, name="assessment"),
    path(
        "needs/<uuid:assessment_id>/<slug:part>/",
        assessments.assessment_part,
        name="assessment_part",
    ),
    path("files/<uuid:file_id>/plan/", plan.plan, name="plan"),
    path("files/<uuid:file_id>/plan/goals/", plan.new_goal, name="goal_new"),
    path("files/<uuid:file_id>/plan/agree/", agree.agree, name="plan_agree"),
    path("plan/goals/<uuid:goal_id>/steps/", plan.new_step, name="step_new"),
    path(f"{ITEM}edit/", plan.edit, name="plan_edit"),
    path(f"{ITEM}mark/", plan.mark, name="plan_mark"),
    path(f"{ITEM}move/", plan.move, name="plan_move"),
    path(f"{ITEM}settle/", plan.settle_field, name="plan_settle"),
    path(f"{ITEM}history/", plan.history, name="plan_history"),
]
