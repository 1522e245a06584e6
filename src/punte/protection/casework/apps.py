from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    name = "punte.protection.casework"
    label = "casework"
