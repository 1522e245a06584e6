from django.apps import AppConfig


class AgenciesConfig(AppConfig):
    name = "punte.core.agencies"
    label = "agencies"
