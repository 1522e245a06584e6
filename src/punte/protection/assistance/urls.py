"""Addresses of assistance files."""

from __future__ import annotations

from django.urls import path

from punte.protection.assistance import views

urlpatterns = [path("files/<uuid:file_id>/", views.overview, name="file")]
