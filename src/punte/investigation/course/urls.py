"""Addresses of course."""

from __future__ import annotations

from django.urls import path

from punte.investigation.course.views import accused, counts, court, pages, victims

CASE = "cases/<uuid:case_id>/"
COURSE = CASE + "course/"
WHO = COURSE + "accused/<uuid:accused_id>/"
JUDGMENT = COURSE + "judgments/<uuid:judgment_id>/"
VICTIM = CASE + "victims/<uuid:victim_id>/"
GIVEN = CASE + "disclosures/<uuid:disclosure_id>/"
urlpatterns = [
    path("cases/calendar/", pages.calendar, name="case_calendar"),
    path("cases/counts/", counts.page, name="course_counts"),
    path("cases/counts/csv/", counts.csv, name="course_counts_csv"),
    path(COURSE, pages.course, name="course"),
    path(COURSE + "suspect/", accused.add, name="suspect_add"),
    path(WHO, pages.accused, name="accused"),
    path(WHO + "charge/", accused.charge, name="charge_add"),
    path(WHO + "plea/", accused.plea, name="plea"),
    path(WHO + "step/", accused.move, name="accused_move"),
    path(WHO + "restrain/", accused.restrain, name="restraint_add"),
    path(WHO + "sentence/", court.sentence, name="sentence_add"),
    path(COURSE + "charges/<uuid:charge_id>/replace/", accused.change, name="charge_change"),
    path(COURSE + "charges/<uuid:charge_id>/drop/", accused.drop, name="charge_drop"),
    path(COURSE + "restraints/<uuid:restraint_id>/lift/", accused.lift, name="restraint_lift"),
    path(COURSE + "indict/", court.indict, name="indict"),
    path(COURSE + "hearing/", court.set_date, name="hearing_add"),
    path(COURSE + "hearings/<uuid:hearing_id>/end/", court.end_date, name="hearing_end"),
    path(COURSE + "judgment/", court.judge, name="judgment_add"),
    path(JUDGMENT + "communicated/", court.communicate, name="judgment_told"),
    path(JUDGMENT + "final/", court.final, name="judgment_final"),
    path(JUDGMENT + "appeal/", court.appeal, name="appeal_add"),
    path(COURSE + "appeals/<uuid:appeal_id>/end/", court.appeal_end, name="appeal_end"),
    path(COURSE + "sentences/<uuid:sentence_id>/", court.enforcement, name="enforcement"),
    path(CASE + "victims/", victims.victims, name="victims"),
    path(CASE + "victims/add/", victims.add, name="victim_add"),
    path(VICTIM + "protect/", victims.protect, name="victim_protect"),
    path(VICTIM + "disclose/", victims.disclose, name="victim_disclose"),
    path(VICTIM + "claim/", victims.claim, name="victim_claim"),
    path(GIVEN, victims.disclosure, name="disclosure"),
    path(GIVEN + "withdraw/", victims.withdraw, name="disclosure_withdraw"),
    path(CASE + "awards/<uuid:award_id>/", victims.award, name="award"),
]
