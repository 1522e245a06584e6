"""Addresses of configuration."""

from __future__ import annotations

from django.urls import path

from punte.protection.configuration.views import drafts, moving, pieces

urlpatterns = [
    path("configuration/", pieces.home, name="configuration"),
    path("configuration/new-form/", drafts.new_form, name="configuration_new_form"),
    path("configuration/export/", moving.export, name="configuration_export"),
    path("configuration/bring/", moving.bring, name="configuration_bring"),
    path("configuration/arrivals/<uuid:arrival_id>/", moving.arrival, name="configuration_arrival"),
    path("configuration/of/<slug:kind>/<slug:key>/", pieces.piece, name="configuration_piece"),
    path("configuration/of/<slug:kind>/<slug:key>/own/", drafts.own, name="configuration_own"),
    path("configuration/<uuid:edition_id>/", pieces.edition, name="configuration_edition"),
    path("configuration/<uuid:edition_id>/edit/", drafts.edit, name="configuration_edit"),
    path(
        "configuration/<uuid:edition_id>/questions/<int:at>/",
        drafts.question,
        name="configuration_question",
    ),
    path("configuration/<uuid:edition_id>/publish/", pieces.publish, name="configuration_publish"),
    path("configuration/<uuid:edition_id>/discard/", pieces.discard, name="configuration_discard"),
    path("configuration/<uuid:edition_id>/back/", pieces.back, name="configuration_back"),
    path("configuration/<uuid:edition_id>/xlsform/", moving.xlsform, name="configuration_xlsform"),
    path(
        "configuration/<uuid:edition_id>/read-xlsform/",
        moving.take_xlsform,
        name="configuration_read_xlsform",
    ),
]
