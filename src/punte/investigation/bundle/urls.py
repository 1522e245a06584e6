"""The address of the court bundle."""

from __future__ import annotations

from django.urls import path

from punte.investigation.bundle.views import bundle

urlpatterns = [path("cases/<uuid:case_id>/bundle/", bundle, name="bundle")]
