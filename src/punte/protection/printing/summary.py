"""A file on paper, for those who work on it: pseudonym alone, classes as the viewer has them."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import override

from punte.core.access.door import Viewer
from punte.core.deadlines.door import clocks_about
from punte.protection.assistance.door import AssistanceFile, held_by, timeline_of
from punte.protection.configuration.door import answers_of_person
from punte.protection.printing.drawing import draw_answers, draw_table, new_paper
from punte.protection.printing.values import about, day, needs, plan
from punte.protection.printing.words import sheet_of

MOST_EVENTS, MOST_ANSWERS = 200, 200


def file_summary(viewer: Viewer, file: AssistanceFile, language: str) -> bytes:
    """Facts, risk, plan, services and what happened, as a PDF."""
    with override(language):
        paper = new_paper(_("Assistance file"), str(file), language, sheet_of(viewer, language))
        paper.title_line(str(file))
        facts = about(file)
        paper.section(_("Facts"))
        for label, value in (
            (_("Adult or child"), file.get_age_band_display()),
            (_("Language"), facts["language"]),
            (_("State"), file.get_state_display()),
            (_("Opened"), day(file.opened_at)),
            (_("Caseworker"), file.caseworker.name if file.caseworker else ""),
            (_("Risk"), f"{file.get_risk_display()}. {needs(viewer, file).get('risk_why', '')}"),
        ):
            paper.field(label, str(value) or "–")
        planned = plan(viewer, file)
        paper.section(_("Plan"))
        heads = [_("Goal"), _("Step"), _("Who"), _("By when"), _("State")]
        draw_table(paper, heads, planned["goals"])
        paper.section(_("Services"))
        heads = [_("Date"), _("Service"), _("By whom"), _("Hours"), _("Outcome")]
        draw_table(paper, heads, planned["services"])
        paper.section(_("Clocks"))
        clocks = clocks_about(viewer, [file.id]).get(file.id, [])
        draw_table(paper, [_("What"), _("Due")], [[str(c.name), day(c.due_at)] for c in clocks])
        answers = answers_of_person(viewer, file.person_id, file.owner)[:MOST_ANSWERS]
        if answers:
            paper.section(_("Further questions"))
            draw_answers(paper, answers)
        paper.section(_("What happened"))
        events = timeline_of(viewer, file, held_by(file))[:MOST_EVENTS]
        lines = [[day(e["when"]), str(e["title"]), str(e.get("text", ""))] for e in events]
        draw_table(paper, [_("When"), _("What"), _("More")], lines)
        return paper.as_bytes()
