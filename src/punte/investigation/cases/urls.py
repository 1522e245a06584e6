"""Addresses of cases."""

from __future__ import annotations

from django.urls import path

from punte.investigation.cases.views import cases, day, offences, tasks, team

CASE = "cases/<uuid:case_id>/"
urlpatterns = [
    path("cases/", cases.cases, name="cases"),
    path("cases/today/", day.day, name="day"),
    path("cases/new/", cases.new, name="case_new"),
    path("cases/offences/", offences.table, name="offences"),
    path("cases/offences/wording/", offences.wording, name="offence_wording"),
    path(CASE, cases.overview, name="case"),
    path(CASE + "edit/", cases.edit, name="case_edit"),
    path(CASE + "stage/", cases.move, name="case_move"),
    path(CASE + "offences/add/", offences.add, name="case_offence_add"),
    path(CASE + "offences/<uuid:row_id>/end/", offences.end, name="case_offence_end"),
    path(CASE + "team/", team.team, name="case_team"),
    path(CASE + "team/add/", team.add, name="case_member_add"),
    path(CASE + "team/<uuid:member_id>/end/", team.end, name="case_member_end"),
    path(CASE + "team/<uuid:member_id>/lead/", team.lead, name="case_lead"),
    path(CASE + "tasks/", tasks.tasks, name="case_tasks"),
    path(CASE + "tasks/add/", tasks.add, name="case_task_add"),
    path(CASE + "tasks/<uuid:task_id>/end/", tasks.end, name="case_task_end"),
    path(CASE + "checklist/<slug:key>/", tasks.point, name="case_point"),
]
