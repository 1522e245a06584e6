from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "punte.demo"
    label = "demo"
