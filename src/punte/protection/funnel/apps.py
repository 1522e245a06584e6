from django.apps import AppConfig


class FunnelConfig(AppConfig):
    name = "punte.protection.funnel"
    label = "funnel"
