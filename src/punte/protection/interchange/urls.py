"""Addresses of bringing cases in and out."""

from __future__ import annotations

from django.urls import path

from punte.protection.interchange.views import exports, imports, webhooks

urlpatterns = [
    path("imports/", imports.imports, name="imports"),
    path("imports/new/", imports.import_new, name="import_new"),
    path("imports/<uuid:run_id>/", imports.import_detail, name="import"),
    path("imports/<uuid:run_id>/progress/", imports.import_progress, name="import_progress"),
    path("imports/<uuid:run_id>/columns/", imports.import_mapping, name="import_mapping"),
    path("imports/<uuid:run_id>/start/", imports.import_start, name="import_start"),
    path("imports/<uuid:run_id>/stop/", imports.import_stop, name="import_stop"),
    path("imports/<uuid:run_id>/rejects/", imports.import_rejects, name="import_rejects"),
    path("export/", exports.export, name="export"),
    path("export/form/", exports.export_form, name="export_form"),
    path("files/<uuid:file_id>/export/", exports.export_file, name="export_file"),
    path("webhooks/", webhooks.hooks, name="webhooks"),
    path("webhooks/new/", webhooks.hook_new, name="webhook_new"),
    path("webhooks/<uuid:hook_id>/", webhooks.hook_detail, name="webhook"),
    path("webhooks/<uuid:hook_id>/replay/", webhooks.hook_replay, name="webhook_replay"),
    path("webhooks/<uuid:hook_id>/switch/", webhooks.hook_switch, name="webhook_switch"),
    path(
        "webhooks/messages/<uuid:delivery_id>/again/", webhooks.delivery_again, name="webhook_again"
    ),
]
