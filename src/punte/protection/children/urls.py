"""Addresses of a child's file."""

from __future__ import annotations

from django.urls import path

from punte.protection.children.views import acts, age, best_interests, identity, page

urlpatterns = [
    path("files/<uuid:file_id>/child/", page.child, name="child"),
    path("files/<uuid:file_id>/child/guardian/", acts.guardian_new, name="guardian_new"),
    path(
        "guardians/<uuid:guardian_id>/conflict/", acts.guardian_conflict, name="guardian_conflict"
    ),
    path("guardians/<uuid:guardian_id>/clear/", acts.guardian_clear, name="guardian_clear"),
    path("guardians/<uuid:guardian_id>/end/", acts.guardian_end, name="guardian_end"),
    path(
        "guardians/<uuid:guardian_id>/identity/",
        identity.guardian_identity,
        name="guardian_identity",
    ),
    path(
        "files/<uuid:file_id>/child/best-interests/",
        best_interests.assessment_new,
        name="child_assess",
    ),
    path(
        "best-interests/<uuid:assessment_id>/", best_interests.assessment, name="child_assessment"
    ),
    path(
        "best-interests/<uuid:assessment_id>/sign/",
        best_interests.assessment_sign,
        name="child_sign",
    ),
    path("files/<uuid:file_id>/child/age/", age.age_doubt, name="age_doubt"),
    path("ages/<uuid:assessment_id>/finding/", age.age_find, name="age_find"),
    path("ages/<uuid:assessment_id>/propose/", age.age_propose, name="age_propose"),
    path("ages/<uuid:assessment_id>/answer/", age.age_answer, name="age_answer"),
    path("files/<uuid:file_id>/child/school/", acts.school_new, name="child_school"),
    path("files/<uuid:file_id>/child/people/", acts.companion_new, name="companion_new"),
    path("companions/<uuid:companion_id>/end/", acts.companion_end, name="companion_end"),
]
