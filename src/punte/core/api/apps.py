from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "punte.core.api"
    label = "api"

    def ready(self) -> None:
        """Requests of programs carry a token and no session."""
        from punte.core.agencies.door import register_viewer_source
        from punte.core.api.tokens import viewer_of_token

        register_viewer_source("/api/", viewer_of_token)
