from django.apps import AppConfig


class PrintingConfig(AppConfig):
    name = "punte.protection.printing"
    label = "printing"
