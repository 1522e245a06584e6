from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExchangeConfig(AppConfig):
    name = "punte.investigation.exchange"
    label = "exchange"

    def ready(self) -> None:
        """The room's tab, and its words in the ledger."""
        from punte.core.access.door import Permission
        from punte.core.ledger.door import FIELDS, register
        from punte.investigation.cases.door import Tab, register_tab
        from punte.investigation.exchange.ledger_words import READINGS, WRITINGS

        register_tab(
            Tab("lists", _("Lists"), "investigation:lists", order=60,
                permission=Permission.IMPORT_DATA)
        )  # fmt: skip
        register("writing", WRITINGS)
        register("reading", READINGS)
        FIELDS.setdefault("lists", _("lists"))
