from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AuthorisationsConfig(AppConfig):
    name = "punte.investigation.authorisations"
    label = "authorisations"

    def ready(self) -> None:
        """The room's tab, what the timeline of a case says, and its words in the ledger."""
        from punte.core.access.door import Permission
        from punte.core.ledger.door import FIELDS, register
        from punte.investigation.authorisations.ledger_words import READINGS, SYSTEM, WRITINGS
        from punte.investigation.authorisations.models import Authorisation, Quarantine, Step
        from punte.investigation.authorisations.told import sealed, stepped, under
        from punte.investigation.authorisations.waiting import requests, to_decide, to_second
        from punte.investigation.cases.door import (
            Tab,
            Waiting,
            register_clock,
            register_tab,
            register_timeline,
            register_waiting,
        )

        register_tab(
            Tab("authorisations", _("Authorisations"), "investigation:authorisations", order=60)
        )
        register_timeline(Step, stepped)
        register_timeline(Quarantine, sealed)
        register_clock("authorisation", Authorisation, str)
        register_clock("quarantine", Quarantine, under, "authorisation")
        grants = Permission.GRANT_MEASURE
        register_waiting(Waiting(_("Measures asked for"), "scale", requests, grants, order=5))
        register_waiting(Waiting(_("Quarantine to decide"), "lock", to_decide, grants, order=6))
        register_waiting(Waiting(_("Quarantine: a second person"), "lock", to_second, order=7))
        register("reading", READINGS)
        register("writing", WRITINGS)
        register("system", SYSTEM)
        FIELDS.setdefault("authorisations", _("authorisations"))
        FIELDS.setdefault("authorisation", _("authorisation"))
        FIELDS.setdefault("quarantine", _("facts of quarantined product"))
