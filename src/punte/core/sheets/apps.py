from django.apps import AppConfig


class SheetsConfig(AppConfig):
    name = "punte.core.sheets"
    label = "sheets"
