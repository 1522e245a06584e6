from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

WRITINGS = {
    "source.add": _("Source added to a case"),
    "merge.compare": _("Persons of a case compared"),
    "merge.propose": _("Merge of two subjects proposed"),
    "merge.decide": _("Merge of two subjects decided"),
    "merge.split": _("Merged subjects split again"),
    "hit.ask": _("Selectors asked for in other cases"),
}


class SubjectsConfig(AppConfig):
    name = "punte.investigation.subjects"
    label = "subjects"

    def ready(self) -> None:
        """The room's tabs, what its timeline says, what waits, and its words in the ledger."""
        from punte.core.access.door import Permission
        from punte.core.ledger.door import FIELDS, register
        from punte.investigation.cases.door import (
            Tab,
            Waiting,
            register_tab,
            register_timeline,
            register_waiting,
        )
        from punte.investigation.subjects.models import Merge
        from punte.investigation.subjects.told import merges_told, merges_waiting

        register_tab(Tab("merging", _("Merging"), "investigation:merging", order=25))
        register_tab(Tab("hits", _("Other cases"), "investigation:hits", order=27))
        register_timeline(Merge, merges_told)
        waiting = Waiting(
            _("Merges to decide"), "copy", merges_waiting, Permission.DECIDE_MERGE, order=30
        )
        register_waiting(waiting)
        register("writing", WRITINGS)
        FIELDS.setdefault("merging", _("merging"))
        FIELDS.setdefault("hits", _("hits in other cases"))
