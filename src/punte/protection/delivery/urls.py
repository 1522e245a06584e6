"""Addresses of services, appointments, notes and documents."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
