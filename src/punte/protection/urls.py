"""All addresses of the floor, in one namespace: a page may move between rooms."""

from __future__ import annotations

from django.urls import include, path

app_name = "protection"
ROOMS = (
    "casework", "caseload", "persons", "identification", "referral", "funnel", "approvals",
    "catalogue", "configuration", "duplicates", "assistance", "plans", "delivery", "children",
    "justice", "retention", "printing", "interchange",
)  # fmt: skip
urlpatterns = [path("", include(f"punte.protection.{room}.urls")) for room in ROOMS]
