from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EvidenceConfig(AppConfig):
    name = "punte.investigation.evidence"
    label = "evidence"

    def ready(self) -> None:
        """The room's tab, what a case's timeline says of it, and its words in the ledger."""
        from punte.core.access.door import Permission
        from punte.core.ledger.door import FIELDS, register
        from punte.investigation.cases.door import (
            Figure,
            Tab,
            Waiting,
            register_figure,
            register_tab,
            register_timeline,
            register_waiting,
        )
        from punte.investigation.evidence.ledger_words import READINGS, WRITINGS
        from punte.investigation.evidence.models import Custody
        from punte.investigation.evidence.queries.exhibits import how_many, named
        from punte.investigation.evidence.told import told
        from punte.investigation.evidence.waiting import handed_over, to_confirm
        from punte.investigation.subjects.door import register_exhibits

        register_exhibits(named)
        register_tab(Tab("evidence", _("Evidence"), "investigation:exhibits", order=40))
        begin = _("Take what was found as an exhibit, with its seal and its files")
        exhibits = "investigation:exhibits"
        register_figure(Figure(_("Exhibits"), exhibits, how_many, order=40, begin=begin))
        register_timeline(Custody, told)
        sees = Permission.SEE_DAY
        register_waiting(Waiting(_("To be received"), "archive", handed_over, sees, order=15))
        register_waiting(Waiting(_("Destructions to confirm"), "archive", to_confirm, order=35))
        register("reading", READINGS)
        register("writing", WRITINGS)
        FIELDS.setdefault("exhibits", _("exhibits"))
