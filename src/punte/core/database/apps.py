from django.apps import AppConfig


class DatabaseConfig(AppConfig):
    name = "punte.core.database"
    label = "database"
