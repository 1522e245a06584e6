"""Addresses of the caseload."""

from __future__ import annotations

from django.urls import path

from punte.protection.caseload import views

urlpatterns = [path("caseload/", views.caseload, name="caseload")]
