from django.apps import AppConfig


class RetentionConfig(AppConfig):
    name = "punte.protection.retention"
    label = "retention"
