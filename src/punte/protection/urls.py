"""All addresses of the floor, in one namespace: a page may move between rooms."""

from __future__ import annotations

from django.urls import include, path

app_name = "protection"
ROOMS = ("casework", "persons", "identification", "referral", "funnel")
urlpatterns = [path("", include(f"punte.protection.{room}.urls")) for room in ROOMS]
