from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CourseConfig(AppConfig):
    name = "punte.investigation.course"
    label = "course"

    def ready(self) -> None:
        """The room's tabs, what its timelines say, and its words in the ledger."""
        from punte.core.ledger.door import FIELDS, register
        from punte.investigation.cases.door import (
            Figure,
            Tab,
            Waiting,
            register_clock,
            register_figure,
            register_tab,
            register_timeline,
            register_waiting,
        )
        from punte.investigation.course.ledger_words import READINGS, WRITINGS
        from punte.investigation.course.models import Hearing, Judgment, Restraint
        from punte.investigation.course.queries.ahead import (
            ending_restraints,
            how_many_pursued,
            near_hearings,
        )
        from punte.investigation.course.told import SOURCES

        page = "investigation:course"
        register_tab(Tab("course", _("Course"), page, order=60))
        register_tab(Tab("victims", _("Victims"), "investigation:victims", order=65))
        register_figure(Figure(_("Pursued"), page, how_many_pursued, order=50))
        register_waiting(Waiting(_("Dates in court"), "scale", near_hearings, order=20))
        register_waiting(Waiting(_("Measures that end"), "clock", ending_restraints, order=25))
        register_clock("hearing", Hearing, str)
        register_clock("judgment", Judgment, str)
        register_clock("restraint", Restraint, lambda row: row.number)
        for table, source in SOURCES:
            register_timeline(table, source)
        register("reading", READINGS)
        register("writing", WRITINGS)
        FIELDS.setdefault("course", _("course"))
        FIELDS.setdefault("accused", _("accused"))
        FIELDS.setdefault("victims", _("victims"))
        FIELDS.setdefault("disclosure", _("disclosure"))
