from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SubjectsConfig(AppConfig):
    name = "punte.investigation.subjects"
    label = "subjects"

    def ready(self) -> None:
        """The room's tabs, what its timeline says, what waits, and its words in the ledger."""
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
        from punte.investigation.subjects.ledger_words import READINGS, WRITINGS
        from punte.investigation.subjects.models import Merge
        from punte.investigation.subjects.queries.lists import count_things
        from punte.investigation.subjects.told import merges_told, merges_waiting

        subjects = "investigation:case_subjects"
        register_tab(Tab("subjects", _("Subjects"), subjects, order=10))
        begin = _("Name a source, and state who and what it tells of")
        register_figure(Figure(_("subjects"), subjects, count_things, order=10, begin=begin))
        register_tab(Tab("merging", _("Merging"), "investigation:merging", order=25))
        register_tab(Tab("hits", _("Other cases"), "investigation:hits", order=27))
        register_timeline(Merge, merges_told)
        waiting = Waiting(
            _("Merges to decide"), "copy", merges_waiting, Permission.DECIDE_MERGE, order=30
        )
        register_waiting(waiting)
        register("writing", WRITINGS)
        register("reading", READINGS)
        FIELDS.setdefault("subjects", _("subjects"))
        FIELDS.setdefault("source", _("source"))
        FIELDS.setdefault("merging", _("merging"))
        FIELDS.setdefault("hits", _("hits in other cases"))
