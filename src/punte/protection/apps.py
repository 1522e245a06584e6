from django.apps import AppConfig


class ProtectionConfig(AppConfig):
    name = "punte.protection"
    label = "protection"
