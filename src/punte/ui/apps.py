"""Django's entry for the shared look."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Templates, static files and template tags that every room uses."""

    name = "punte.ui"
    label = "ui"
