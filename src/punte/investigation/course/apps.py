from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CourseConfig(AppConfig):
    name = "punte.investigation.course"
    label = "course"

    def ready(self) -> None:
        """The room's tabs, what its timelines say, and its words in the ledger."""
        from punte.core.ledger.door import FIELDS, register
        from punte.investigation.cases.door import Tab, register_tab, register_timeline
        from punte.investigation.course.ledger_words import READINGS, WRITINGS
        from punte.investigation.course.told import SOURCES

        register_tab(Tab("course", _("Course"), "investigation:course", order=60))
        register_tab(Tab("victims", _("Victims"), "investigation:victims", order=65))
        for table, source in SOURCES:
            register_timeline(table, source)
        register("reading", READINGS)
        register("writing", WRITINGS)
        FIELDS.setdefault("course", _("course"))
        FIELDS.setdefault("accused", _("accused"))
        FIELDS.setdefault("victims", _("victims"))
        FIELDS.setdefault("disclosure", _("disclosure"))
