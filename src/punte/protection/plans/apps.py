from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "punte.protection.plans"
    label = "plans"
