from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExchangeConfig(AppConfig):
    name = "punte.investigation.exchange"
    label = "exchange"

    def ready(self) -> None:
        """The room's tab, what its timeline says, what waits, and its words in the ledger."""
        from punte.core.access.door import Permission
        from punte.core.ledger.door import FIELDS, register
        from punte.investigation.cases.door import (
            Tab,
            Waiting,
            register_tab,
            register_timeline,
            register_waiting,
        )
        from punte.investigation.exchange.ledger_words import READINGS, WRITINGS
        from punte.investigation.exchange.models import ListImport
        from punte.investigation.exchange.told import lists_to_take, told_lists

        register_tab(
            Tab("lists", _("Lists"), "investigation:lists", order=60,
                permission=Permission.IMPORT_DATA)
        )  # fmt: skip
        register_timeline(ListImport, told_lists)
        register_waiting(
            Waiting(_("Lists to take as exhibits"), "archive", lists_to_take,
                    permission=Permission.KEEP_EVIDENCE, order=45)
        )  # fmt: skip
        register("writing", WRITINGS)
        register("reading", READINGS)
        FIELDS.setdefault("lists", _("lists"))
