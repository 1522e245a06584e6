from django.apps import AppConfig


class DeadlinesConfig(AppConfig):
    name = "punte.core.deadlines"
    label = "deadlines"
