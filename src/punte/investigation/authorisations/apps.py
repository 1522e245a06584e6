from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AuthorisationsConfig(AppConfig):
    name = "punte.investigation.authorisations"
    label = "authorisations"

    def ready(self) -> None:
        """The room's tab, what the timeline of a case says, and its words in the ledger."""
        from punte.core.ledger.door import FIELDS, register
        from punte.investigation.authorisations.ledger_words import READINGS, SYSTEM, WRITINGS
        from punte.investigation.authorisations.models import Quarantine, Step
        from punte.investigation.authorisations.told import sealed, stepped
        from punte.investigation.cases.door import Tab, register_tab, register_timeline

        register_tab(
            Tab("authorisations", _("Authorisations"), "investigation:authorisations", order=60)
        )
        register_timeline(Step, stepped)
        register_timeline(Quarantine, sealed)
        register("reading", READINGS)
        register("writing", WRITINGS)
        register("system", SYSTEM)
        FIELDS.setdefault("authorisations", _("authorisations"))
        FIELDS.setdefault("authorisation", _("authorisation"))
        FIELDS.setdefault("quarantine", _("facts of quarantined product"))
