"""Addresses of the services on offer."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
