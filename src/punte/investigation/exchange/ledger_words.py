"""What the room's entries are called in the log."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

READINGS = {
    "list.rejects": _("Rejected rows of a list taken out"),
}
WRITINGS = {
    "list.begin": _("List for a case received"),
    "list.check": _("Check of a list begun"),
    "list.take": _("File of a list taken as an exhibit"),
    "list.start": _("Bringing in of a list begun"),
    "list.bring": _("List brought into a case"),
    "list.stop": _("Bringing in of a list stopped"),
    "list.undo": _("Undoing of a list begun"),
    "list.undone": _("List undone"),
    "graph.export": _("Graph of a case taken out"),
    "list.spec": _("Way to read lists kept"),
}
