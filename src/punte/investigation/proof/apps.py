from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProofConfig(AppConfig):
    name = "punte.investigation.proof"
    label = "proof"

    def ready(self) -> None:
        """The room's tabs, its figure, what its timelines say, and its words in the ledger."""
        from punte.core.ledger.door import FIELDS, register
        from punte.investigation.cases.door import (
            Figure,
            Tab,
            register_figure,
            register_tab,
            register_timeline,
        )
        from punte.investigation.proof.ledger_words import READINGS, WRITINGS
        from punte.investigation.proof.models import Serving, Wording
        from punte.investigation.proof.told import open_hypotheses, told_servings, told_wordings

        page = "investigation:hypotheses"
        register_tab(Tab("hypotheses", _("Hypotheses"), page, order=50))
        register_tab(Tab("defence", _("For the defence"), "investigation:defence_list", order=70))
        register_figure(Figure(_("Open hypotheses"), page, open_hypotheses, order=60))
        register_timeline(Wording, told_wordings)
        register_timeline(Serving, told_servings)
        register("reading", READINGS)
        register("writing", WRITINGS)
        FIELDS.setdefault("hypotheses", _("hypotheses"))
        FIELDS.setdefault("defence list", _("list for the defence"))
        FIELDS.setdefault("sensitive schedule", _("sensitive schedule"))
