from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PersonsConfig(AppConfig):
    name = "punte.protection.persons"
    label = "persons"

    def ready(self) -> None:
        """Say what a leaver hands over of this room."""
        from punte.core.agencies.door import hand_over
        from punte.protection.persons.actions.edit import count_cases, hand_over_cases

        hand_over.register(_("Persons in care"), count_cases, hand_over_cases)
