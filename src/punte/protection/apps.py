from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProtectionConfig(AppConfig):
    name = "punte.protection"
    label = "protection"

    def ready(self) -> None:
        """Say what a leaver of an agency hands over of this room."""
        from punte.core.agencies.door import hand_over
        from punte.protection.actions.person import count_cases, hand_over_cases

        hand_over.register(_("Persons in care"), count_cases, hand_over_cases)
