"""What the room's entries are called in the log."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

READINGS = {
    "victim.read_disclosure": _("Disclosure of a victim read in a case"),
}
WRITINGS = {
    "course.suspect": _("Suspect named"),
    "course.move": _("Step in the proceedings against somebody"),
    "course.plea": _("Plea recorded"),
    "course.charge": _("Charge brought"),
    "course.end_charge": _("Charge dropped or replaced"),
    "course.restrain": _("Preventive measure recorded"),
    "course.lift": _("Preventive measure lifted"),
    "course.indict": _("Sent to court"),
    "course.set_hearing": _("Date in court set"),
    "course.end_hearing": _("Date in court ended"),
    "course.judge": _("Judgment recorded"),
    "course.communicate": _("Judgment communicated"),
    "course.appeal": _("Appeal recorded"),
    "course.end_appeal": _("Appeal decided"),
    "course.quash": _("Judgment quashed"),
    "course.final": _("Judgment final"),
    "course.sentence": _("Sentence recorded"),
    "course.enforce": _("Enforcement of a sentence recorded"),
    "victim.add": _("Victim's role added to a case"),
    "victim.protect": _("Protection of a victim in court recorded"),
    "victim.disclose": _("Disclosure of a victim recorded in a case"),
    "victim.withdraw": _("Disclosure of a victim withdrawn"),
    "victim.claim": _("Civil claim of a victim recorded"),
    "victim.award": _("Award to a victim recorded"),
}
