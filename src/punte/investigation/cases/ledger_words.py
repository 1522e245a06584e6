"""What the room's entries are called in the log."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

READINGS = {
    "case.read": _("Investigation case opened"),
    "case.list": _("Investigation cases listed by a program"),
}
WRITINGS = {
    "case.open": _("Investigation case begun"),
    "case.edit": _("Facts of a case changed"),
    "case.move": _("Stage of a case changed"),
    "case.follow": _("Stage of a case followed its course"),
    "case.join": _("Somebody joined the team of a case"),
    "case.leave": _("Somebody left the team of a case"),
    "case.lead": _("Another leads a case"),
    "case.add_offence": _("Offence added to a case"),
    "case.end_offence": _("Offence taken out of a case"),
    "case.add_task": _("Task added to a case"),
    "case.end_task": _("Task of a case done or dropped"),
    "case.answer_point": _("Point of a case's checklist answered"),
    "case.hand_over": _("Cases of a leaver handed over"),
    "offence.edit": _("Table of offences changed"),
}
