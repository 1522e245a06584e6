"""What the room's entries are called in the log."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

WRITINGS = {
    "source.add": _("Source added to a case"),
    "source.grade": _("Source graded anew"),
    "source.seat": _("Somebody sees a narrow source"),
    "source.unseat": _("Somebody sees a narrow source no more"),
    "entity.add": _("Subject added to a case"),
    "entity.several": _("Subjects added to a case, one a line"),
    "entity.state": _("Statements added to a subject"),
    "statement.withdraw": _("Statement withdrawn"),
    "merge.compare": _("Persons of a case compared"),
    "merge.propose": _("Merge of two subjects proposed"),
    "merge.decide": _("Merge of two subjects decided"),
    "merge.split": _("Merged subjects split again"),
    "hit.ask": _("Selectors asked for in other cases"),
}
READINGS = {
    "subjects.search": _("Subjects searched"),
    "subjects.export": _("List of subjects taken out"),
}
