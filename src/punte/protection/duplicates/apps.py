from django.apps import AppConfig


class DuplicatesConfig(AppConfig):
    name = "punte.protection.duplicates"
    label = "duplicates"
