from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "punte.core.notices"
    label = "notices"
