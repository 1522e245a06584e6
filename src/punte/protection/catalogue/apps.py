from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CatalogueConfig(AppConfig):
    name = "punte.protection.catalogue"
    label = "catalogue"

    def ready(self) -> None:
        """What the log calls this room's actions."""
        from punte.core.ledger.door import register

        register(
            "writing",
            {
                "catalogue.add": _("Service put into the catalogue"),
                "catalogue.edit": _("Service in the catalogue changed"),
                "catalogue.update": _("Free places, waiting or hours of a service changed"),
                "catalogue.confirm": _("Service confirmed as still true"),
                "catalogue.take_out": _("Service taken out of the catalogue"),
                "catalogue.put_back": _("Service put back into the catalogue"),
            },
        )
