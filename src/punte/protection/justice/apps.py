from django.apps import AppConfig


class JusticeConfig(AppConfig):
    name = "punte.protection.justice"
    label = "justice"
