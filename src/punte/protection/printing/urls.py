"""Addresses of printed forms."""

from __future__ import annotations

from django.urls import path

from punte.protection.printing import views

urlpatterns = [
    path("print/", views.printed_forms, name="printed_forms"),
    path("print/preview/<uuid:edition_id>/", views.preview, name="print_preview"),
    path("print/<slug:key>/", views.empty_form, name="empty_form"),
    path("persons/<uuid:person_id>/print/<slug:key>/", views.person_form, name="person_form"),
    path("persons/<uuid:person_id>/copy/", views.copy_for_person, name="own_copy"),
    path("files/<uuid:file_id>/print/", views.file_papers, name="file_papers"),
    path("files/<uuid:file_id>/print/summary/", views.summary, name="file_summary"),
    path("files/<uuid:file_id>/print/<slug:key>/", views.file_form, name="file_form"),
]
