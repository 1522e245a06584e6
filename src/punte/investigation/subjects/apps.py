from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

WRITINGS = {
    "source.add": _("Source added to a case"),
}


class SubjectsConfig(AppConfig):
    name = "punte.investigation.subjects"
    label = "subjects"

    def ready(self) -> None:
        """The room's words in the ledger."""
        from punte.core.ledger.door import register

        register("writing", WRITINGS)
