from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BundleConfig(AppConfig):
    name = "punte.investigation.bundle"
    label = "bundle"

    def ready(self) -> None:
        """The room's tab, and its words in the ledger."""
        from punte.core.access.door import Permission
        from punte.core.ledger.door import register
        from punte.investigation.bundle.ledger_words import READINGS, WRITINGS
        from punte.investigation.bundle.queries import packed
        from punte.investigation.cases.door import Tab, register_tab
        from punte.investigation.evidence.door import register_packer

        register_tab(
            Tab(
                "bundle", _("Court bundle"), "investigation:bundle", order=80,
                permission=Permission.EXPORT_DATA,
            )
        )  # fmt: skip
        register_packer(packed)
        register("reading", READINGS)
        register("writing", WRITINGS)
