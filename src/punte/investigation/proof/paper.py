"""The list for the defence, and the sensitive schedule, on paper."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from punte.investigation.cases.door import Case
from punte.investigation.proof.models import Serving, Thing
from punte.investigation.proof.words import Decision
from punte.ui.paper.sheet import Paper


def list_paper(
    case: Case, things: Sequence[Thing], servings: Sequence[Serving], *, sensitive: bool
) -> bytes:
    """A PDF of these things by decision. sensitive: it is the schedule that goes to no defence."""
    title = _("Sensitive schedule") if sensitive else _("List for the defence")
    printed = date_format(timezone.localtime(), "DATETIME_FORMAT")
    mark = _("invented data") if case.synthetic else ""
    sheet = Paper(
        title=title, code=case.number, foot=printed, mark=mark, language=get_language() or "en"
    )
    sheet.title_line(title)
    sheet.field(
        pgettext("investigation", "Case"),
        " · ".join(filter(None, [case.number, case.court_number])),
    )
    if sensitive:
        sheet.words(_("Not for the defence. It goes to the court alone."))
    for decision in Decision:
        rows = [row for row in things if row.decision == decision]
        if rows:
            sheet.section(str(decision.label))
            heads = [_("No."), _("What"), _("Kind"), _("Legal ground")]
            sheet.grid(
                heads, [_row(n, row) for n, row in enumerate(rows, 1)], widths=(5, 45, 20, 30)
            )
    if servings:
        sheet.section(_("Served"))
        heads = [_("Day"), _("On whom"), _("Receipt"), _("What")]
        sheet.grid(heads, map(_served, servings), widths=(16, 32, 38, 14))
    sheet.signatures([_("Prosecutor"), _("Received by, day")])
    return sheet.as_bytes()


def _row(number: int, row: Thing) -> list[str]:
    return [str(number), row.title, str(row.get_kind_display()), row.ground]


def _served(row: Serving) -> list[str]:
    many = len(row.things)
    words = ngettext("%(n)d thing", "%(n)d things", many) % {"n": many}
    return [date_format(row.on, "DATE_FORMAT"), row.whom, row.receipt, words]
