"""Addresses of oversight, under `/oversight/`."""

from __future__ import annotations

from django.urls import path

from punte.core.oversight import erasure_views, glass_views, views

app_name = "oversight"

urlpatterns = [
    path("", views.home, name="home"),
    path("check/", views.check_start, name="check_start"),
    path("check/<uuid:check_id>/", views.check_state, name="check_state"),
    path("checkpoint/", views.checkpoint, name="checkpoint"),
    path("log/", views.log, name="log"),
    path("log/<uuid:entry_id>/", views.entry_page, name="entry"),
    path("log/<uuid:entry_id>/proof/", views.proof, name="proof"),
    path("person/", views.find_person, name="find_person"),
    path("person/<uuid:person_id>/readings/", views.person_readings, name="person_readings"),
    path("glass/", glass_views.glass_list, name="glass"),
    path("glass/<uuid:glass_id>/", glass_views.glass_review, name="glass_review"),
    path("erasures/", erasure_views.erasures, name="erasures"),
    path("erasures/ask/", erasure_views.ask, name="erasure_ask"),
    path("erasures/<uuid:request_id>/", erasure_views.erasure, name="erasure"),
]
