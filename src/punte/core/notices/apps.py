from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "punte.core.notices"
    label = "notices"

    def ready(self) -> None:
        from punte.core.agencies.door import admitting
        from punte.core.notices.administrators import tell_of_administrator

        admitting.register(tell_of_administrator)
