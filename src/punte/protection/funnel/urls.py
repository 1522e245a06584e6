"""Addresses of the funnel."""

from __future__ import annotations

from django.urls import path

from punte.protection.funnel import views

urlpatterns = [
    path("funnel/", views.funnel, name="funnel"),
]
