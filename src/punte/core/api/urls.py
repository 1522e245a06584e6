"""Addresses of programs and tokens."""

from __future__ import annotations

from django.urls import path

from punte.core.api import views

app_name = "api"
urlpatterns = [
    path("programs/", views.programs, name="programs"),
    path("programs/new/", views.new_program, name="new_program"),
    path("programs/<uuid:token_id>/revoke/", views.revoke, name="revoke"),
]
