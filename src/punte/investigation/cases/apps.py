from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CasesConfig(AppConfig):
    name = "punte.investigation.cases"
    label = "cases"

    def ready(self) -> None:
        """The room's tabs, what its timeline says, and its words in the ledger."""
        from punte.core.agencies.door import hand_over
        from punte.core.ledger.door import FIELDS, register
        from punte.investigation.cases.actions.handing import count_cases, hand_over_cases
        from punte.investigation.cases.ledger_words import READINGS, WRITINGS
        from punte.investigation.cases.models import CaseEvent
        from punte.investigation.cases.registry import Tab, register_tab, register_timeline
        from punte.investigation.cases.told import tasks_waiting, told
        from punte.investigation.cases.waiting import Waiting, register_waiting

        register_tab(Tab("overview", _("Overview"), "investigation:case", order=0))
        register_tab(Tab("tasks", _("Tasks"), "investigation:case_tasks", order=90))
        register_tab(Tab("team", _("Team"), "investigation:case_team", order=95))
        register_timeline(CaseEvent, told)
        register_waiting(Waiting(_("My tasks"), "square-check", tasks_waiting, order=10))
        hand_over.register(_("Investigation cases"), count_cases, hand_over_cases)
        register("reading", READINGS)
        register("writing", WRITINGS)
        FIELDS.setdefault("case", _("case"))
        FIELDS.setdefault("team", _("team"))
        FIELDS.setdefault("tasks", _("tasks"))
