from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

WRITINGS = {
    "chart.make": _("Chart saved in a case"),
    "chart.save": _("Chart of a case changed"),
    "chart.remove": _("Chart of a case taken away"),
    "chart.export": _("Chart of a case exported"),
    "weights.ask": _("Weighing of a case asked for"),
}


class AnalysisConfig(AppConfig):
    name = "punte.investigation.analysis"
    label = "analysis"

    def ready(self) -> None:
        """The room's tab, what the timeline of a case says of it, and its words in the ledger."""
        from punte.core.ledger.door import FIELDS, register
        from punte.investigation.analysis.models import ChartVersion
        from punte.investigation.analysis.told import told
        from punte.investigation.cases.door import Tab, register_tab, register_timeline

        register_tab(Tab("analysis", _("Analysis"), "investigation:analysis", order=20))
        register_timeline(ChartVersion, told)
        register("writing", WRITINGS)
        FIELDS.setdefault("links", _("links"))
        FIELDS.setdefault("charts", _("charts"))
        FIELDS.setdefault("happenings", _("what happened when"))
