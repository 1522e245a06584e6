"""Addresses of notifications, screenings and the status ladder."""

from __future__ import annotations

from django.urls import path

from punte.protection.identification.views import notification, notify, screening, status

urlpatterns = [
    path("notifications/", notification.inbox, name="notifications"),
    path("notifications/sent/", notification.outbox, name="notifications_sent"),
    path("notifications/new/", notify.start, name="notify"),
    path("notifications/new/check/", notify.check, name="notify_check"),
    path("notifications/new/<slug:name>/", notify.step, name="notify_step"),
    path("notifications/quick/", notify.quick, name="notify_quick"),
    path("notifications/<uuid:notification_id>/", notification.notification, name="notification"),
    path(
        "notifications/<uuid:notification_id>/take-up/",
        notification.take_up_notification,
        name="notification_take_up",
    ),
    path("persons/<uuid:person_id>/screenings/", screening.screenings, name="screen"),
    path("persons/<uuid:person_id>/screenings/<slug:key>/", screening.fill_in, name="screen_with"),
    path("screenings/<uuid:screening_id>/", screening.screening, name="screening"),
    path("persons/<uuid:person_id>/status/", status.ladder, name="status"),
    path("persons/<uuid:person_id>/status/propose/", status.propose, name="status_propose"),
    path("proposals/<uuid:proposal_id>/confirm/", status.confirm, name="status_confirm"),
    path("proposals/<uuid:proposal_id>/reject/", status.reject, name="status_reject"),
    path("decisions/<uuid:decision_id>/review/", status.review, name="status_review"),
]
