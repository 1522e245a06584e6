"""Addresses of services, appointments, notes and documents."""

from __future__ import annotations

from django.urls import path

from punte.protection.delivery.views import appointments, notes, papers, services

urlpatterns = [
    path("files/<uuid:file_id>/services/", services.services, name="services"),
    path("files/<uuid:file_id>/services/new/", services.new_service, name="service_new"),
    path("services-given/", services.all_services, name="all_services"),
    path("services-given/<uuid:service_id>/", services.service, name="service"),
    path(
        "services-given/<uuid:service_id>/outcome/",
        services.service_outcome,
        name="service_outcome",
    ),
    path("services-given/<uuid:service_id>/plan/", services.replan, name="service_plan"),
    path("files/<uuid:file_id>/appointments/", appointments.appointments, name="appointments"),
    path(
        "files/<uuid:file_id>/appointments/new/",
        appointments.new_appointment,
        name="appointment_new",
    ),
    path("appointments/", appointments.all_appointments, name="all_appointments"),
    path("appointments/<uuid:appointment_id>/", appointments.appointment, name="appointment"),
    path(
        "appointments/<uuid:appointment_id>/settle/", appointments.settle, name="appointment_settle"
    ),
    path("files/<uuid:file_id>/notes/", notes.notes, name="notes"),
    path("files/<uuid:file_id>/notes/new/", notes.new_note, name="note_new"),
    path("notes/<uuid:note_id>/", notes.note, name="note"),
    path("notes/<uuid:note_id>/correct/", notes.correction, name="note_correct"),
    path("files/<uuid:file_id>/documents/", papers.documents, name="documents"),
    path("files/<uuid:file_id>/documents/new/", papers.new_document, name="document_new"),
    path("documents/", papers.expiring, name="documents_expiring"),
    path("documents/<uuid:paper_id>/newer/", papers.newer_version, name="document_newer"),
    path("documents/<uuid:paper_id>/away/", papers.away, name="document_away"),
]
