"""Addresses of the day, the case file and search."""

from __future__ import annotations

from django.urls import path

from punte.protection.casework.views import glass, person, search, today

urlpatterns = [
    path("", today.today, name="today"),
    path("search/", search.search_page, name="search"),
    path("persons/<uuid:person_id>/", person.person, name="person"),
    path("persons/<uuid:person_id>/identity/", person.identity, name="identity"),
    path("break-glass/", glass.break_the_glass, name="break_glass"),
]
