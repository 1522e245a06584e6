"""The addresses of the court bundles."""

from __future__ import annotations

from django.urls import path

from punte.investigation.bundle import views

CASE = "cases/<uuid:case_id>/bundle/"
ONE = f"{CASE}<uuid:bundle_id>/"
urlpatterns = [
    path(CASE, views.bundles, name="bundle"),
    path(ONE, views.detail, name="bundle_one"),
    path(f"{ONE}progress/", views.progress, name="bundle_progress"),
    path(f"{ONE}stop/", views.stop, name="bundle_stop"),
    path(f"{ONE}fetch/", views.fetch, name="bundle_fetch"),
]
