from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AssistanceConfig(AppConfig):
    name = "punte.protection.assistance"
    label = "assistance"

    def ready(self) -> None:
        """The first tab of a file."""
        from punte.protection.assistance.tabs import Tab, register_tab

        register_tab(Tab("overview", _("Overview"), "protection:file", order=0))
