"""Addresses of advice on duplicates."""

from __future__ import annotations

from django.urls import path

from punte.protection.duplicates import views

urlpatterns = [
    path("persons/<uuid:person_id>/alike/", views.alike, name="alike"),
    path("persons/<uuid:person_id>/alike/<uuid:other_id>/", views.compare, name="compare"),
    path("persons/<uuid:person_id>/alike/<uuid:other_id>/say/", views.say, name="compare_say"),
    path("persons/<uuid:person_id>/alike/<uuid:other_id>/open/", views.opened, name="compare_open"),
]
