from django.apps import AppConfig


class DeadlinesConfig(AppConfig):
    name = "punte.core.deadlines"
    label = "deadlines"

    def ready(self) -> None:
        """The table travels between servers."""
        from punte.core.deadlines.travel import Deadlines
        from punte.core.travel import register

        register(Deadlines())
