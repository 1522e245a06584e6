from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PrintingConfig(AppConfig):
    name = "punte.protection.printing"
    label = "printing"

    def ready(self) -> None:
        """The tab of a file, and what printing is called in the log."""
        from punte.core.ledger.door import register
        from punte.protection.assistance.door import Tab, register_tab
        from punte.protection.printing.words import register as register_words

        register_tab(Tab("print", _("Print"), "protection:file_papers", order=200))
        words = {
            "person.print": _("Form printed"),
            "person.own_copy": _("Own copy printed"),
            "file.print": _("File printed"),
        }
        register("reading", words)
        register_words()
