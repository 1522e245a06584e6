from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "punte.core.jobs"
    label = "jobs"
