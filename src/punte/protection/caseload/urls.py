"""Addresses of the caseload."""

from __future__ import annotations

from django.urls import path

from punte.protection.caseload.views import bulk, calendar, day, feed, files, review, tasks

urlpatterns = [
    path("caseload/", files.caseload, name="caseload"),
    path("caseload/save/", files.save, name="save_filter"),
    path("caseload/saved/", files.saved, name="saved_filters"),
    path("caseload/saved/<uuid:saved_id>/remove/", files.remove, name="remove_filter"),
    path("caseload/bulk/", bulk.bulk, name="bulk"),
    path("caseload/review/", review.reviews, name="reviews"),
    path("files/<uuid:file_id>/review/", review.review, name="file_review"),
    path("files/<uuid:file_id>/tasks/new/", tasks.new_task, name="new_file_task"),
    path("tasks/", tasks.tasks, name="tasks"),
    path("tasks/new/", tasks.new_task, name="new_task"),
    path("tasks/<uuid:task_id>/done/", tasks.done, name="task_done"),
    path("calendar/", calendar.calendar, name="calendar"),
    path("calendar/feed/", feed.feed, name="calendar_address"),
    path("calendar/feed/close/", feed.close, name="close_calendar_address"),
    path("calendar/feed/<str:token>/", feed.read, name="calendar_feed"),
    path("day-sheet/", day.sheet, name="day_sheet"),
]
