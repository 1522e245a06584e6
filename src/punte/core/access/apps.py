from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "punte.core.access"
    label = "access"
