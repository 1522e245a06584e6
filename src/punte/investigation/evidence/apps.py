from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EvidenceConfig(AppConfig):
    name = "punte.investigation.evidence"
    label = "evidence"

    def ready(self) -> None:
        """The room's tab, what a case's timeline says of it, and its words in the ledger."""
        from punte.core.ledger.door import FIELDS, register
        from punte.investigation.cases.door import (
            Figure,
            Tab,
            register_figure,
            register_tab,
            register_timeline,
        )
        from punte.investigation.evidence.ledger_words import READINGS, WRITINGS
        from punte.investigation.evidence.models import Custody
        from punte.investigation.evidence.queries.exhibits import how_many, named
        from punte.investigation.evidence.told import told
        from punte.investigation.subjects.door import register_exhibits

        register_exhibits(named)
        register_tab(Tab("evidence", _("Evidence"), "investigation:exhibits", order=40))
        register_figure(Figure(_("Exhibits"), "investigation:exhibits", how_many, order=40))
        register_timeline(Custody, told)
        register("reading", READINGS)
        register("writing", WRITINGS)
        FIELDS.setdefault("exhibits", _("exhibits"))
