from django.apps import AppConfig


class DatabaseConfig(AppConfig):
    name = "punte.core.database"
    label = "database"

    def ready(self) -> None:
        """Lookups are known from the start."""
        from punte.core.database import lookups  # noqa: F401
