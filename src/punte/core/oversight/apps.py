from django.apps import AppConfig


class OversightConfig(AppConfig):
    name = "punte.core.oversight"
    label = "oversight"
