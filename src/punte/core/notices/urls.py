from django.urls import path

from punte.core.notices import views

app_name = "notices"
urlpatterns = [
    path("", views.notice_list, name="list"),
    path("bell/", views.bell, name="bell"),
    path("stream/", views.stream, name="stream"),
    path("settings/", views.preferences, name="preferences"),
    path("read-all/", views.mark_all_read, name="read_all"),
    path("<uuid:notice_id>/open/", views.open_notice, name="open"),
    path("<uuid:notice_id>/read/", views.mark_read, name="read"),
]
