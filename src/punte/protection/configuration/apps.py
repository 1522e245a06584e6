from django.apps import AppConfig


class ConfigurationConfig(AppConfig):
    name = "punte.protection.configuration"
    label = "configuration"
