"""What the room's entries are called in the log."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

READINGS = {
    "case.export_list": _("List for the defence taken out"),
}
WRITINGS = {
    "hypothesis.state": _("Hypothesis stated"),
    "hypothesis.revise": _("Hypothesis changed"),
    "hypothesis.add_piece": _("Evidence added to hypotheses"),
    "hypothesis.judge": _("Evidence judged against hypotheses"),
    "defence.list": _("Things put on the list for the defence"),
    "defence.decide": _("Decided what the defence is shown"),
    "defence.serve": _("List served on the defence"),
}
