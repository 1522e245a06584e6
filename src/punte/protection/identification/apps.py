from django.apps import AppConfig


class IdentificationConfig(AppConfig):
    name = "punte.protection.identification"
    label = "identification"
