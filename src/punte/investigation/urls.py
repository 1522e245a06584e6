"""All addresses of the floor, in one namespace: a page may move between rooms."""

from __future__ import annotations

from django.urls import include, path

app_name = "investigation"
ROOMS = (
    "cases",
    "subjects",
    "course",
    "evidence",
    "authorisations",
    "analysis",
    "exchange",
    "bundle",
    "recordings",
    "proof",
)
urlpatterns = [path("", include(f"punte.investigation.{room}.urls")) for room in ROOMS]
