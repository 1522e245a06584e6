"""Addresses of the funnel."""

from __future__ import annotations

from django.urls import path

from punte.protection.funnel import views

urlpatterns = [
    path("funnel/", views.funnel, name="funnel"),
    path("funnel/cross/", views.funnel_cross, name="funnel_cross"),
    path("funnel/out/", views.funnel_out, name="funnel_out"),
]
