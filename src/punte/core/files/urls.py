"""Addresses of files."""

from django.urls import path

from punte.core.files.views import download

app_name = "files"
urlpatterns = [path("<uuid:file_id>/", download, name="download")]
