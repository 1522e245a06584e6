"""Addresses of persons."""

from __future__ import annotations

from django.urls import path

from punte.protection.persons import views

urlpatterns = [
    path("persons/", views.persons, name="persons"),
    path("persons/<uuid:person_id>/facts/", views.edit, name="person_edit"),
]
