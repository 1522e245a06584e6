from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class JusticeConfig(AppConfig):
    name = "punte.protection.justice"
    label = "justice"

    def ready(self) -> None:
        """The tab, for roles that hold the class, and the clock of the rights."""
        from punte.core.access.door import DataClass
        from punte.core.ledger.door import FIELDS, register
        from punte.protection.assistance.door import (
            Tab,
            register_on_open,
            register_tab,
        )
        from punte.protection.justice.actions.common import start_justice
        from punte.protection.justice.closing import register_closing
        from punte.protection.justice.labels import WRITINGS
        from punte.protection.justice.told import tell

        FIELDS.setdefault("justice", _("way through justice"))
        register("writing", WRITINGS)
        register_on_open(start_justice)
        tell()
        register_closing()
        register_tab(
            Tab(
                "justice",
                _("Justice"),
                "protection:justice",
                order=80,
                shown=lambda viewer, _file: DataClass.LEGAL in viewer.classes,
            )
        )
