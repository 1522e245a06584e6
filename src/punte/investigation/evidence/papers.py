"""Exhibits on paper: labels with a QR code, the chain of custody, a certificate of its end."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import segno
from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from fpdf.enums import MethodReturnValue, XPos, YPos

from punte.investigation.evidence.models import Custody, EvidenceFile, Exhibit
from punte.investigation.evidence.queries.stores import QR
from punte.investigation.evidence.views.shown import clock_words, facts_of
from punte.investigation.evidence.words import Step
from punte.ui.paper.sheet import FACE, Paper

ORDERS = {Step.ORDERED_RETURN, Step.ORDERED_DESTRUCTION}
# Labels of 99 x 57 mm, two by five on a sheet of A4.
WIDE, HIGH, COLUMNS, ROWS, LEFT, TOP = 99.0, 55.0, 2, 5, 6.0, 10.0


def when_words(moment: object) -> str:
    return date_format(timezone.localtime(moment), "DATETIME_FORMAT")  # type: ignore[arg-type]


def new_paper(title: str) -> Paper:
    foot = _("Printed %(when)s") % {"when": when_words(timezone.now())}
    mark = _("Demo: all of this is invented") if settings.DEMO else _("Confidential")
    return Paper(title=title, code="", foot=foot, mark=mark, language=get_language() or "en")


class Labels(Paper):
    """Sheets of labels: no header, no footer, only what is stuck on."""

    def header(self) -> None:
        """A label has none."""

    def footer(self) -> None:
        """A label has none."""


def draw_labels(exhibits: Sequence[Exhibit], *, skip: int = 0) -> bytes:
    """Labels of these exhibits, ten on a sheet; skip: places that are used up already."""
    paper = Labels(title=_("Labels"), code="", foot="", language=get_language() or "en")
    paper.set_auto_page_break(False)
    for place, exhibit in enumerate(exhibits, start=skip):
        on_sheet = place % (COLUMNS * ROWS)
        if on_sheet == 0 and place > 0:
            paper.add_page()
        row, column = divmod(on_sheet, COLUMNS)
        _label(paper, exhibit, LEFT + column * WIDE, TOP + row * HIGH)
    return paper.as_bytes()


def _label(paper: Paper, exhibit: Exhibit, x: float, y: float) -> None:
    paper.set_draw_color(124, 137, 142)
    paper.rect(x, y, WIDE - 3, HIGH - 3)
    draw_code(paper, f"{QR}{exhibit.pk}", x + 3, y + 4, 34)
    # Text, style, size, and how many lines of it there is room for.
    lines = [
        (exhibit.number, "B", 12, 1),
        (exhibit.what, "", 10, 3),
        (str(exhibit.get_category_display()), "", 8, 2),
        (_("Seal: %(number)s") % {"number": exhibit.seal} if exhibit.seal else "", "B", 10, 1),
        (when_words(exhibit.found_at), "", 8, 1),
        (exhibit.found_place, "", 8, 2),
    ]
    paper.set_xy(x + 40, y + 4)
    for text, style, size, most in lines:
        if text:
            paper.set_font(FACE, style, size)
            paper.set_x(x + 40)
            shown = _cut(paper, text, WIDE - 46, most)
            paper.multi_cell(
                WIDE - 46, size * 0.46, shown, align="L", new_x=XPos.LEFT, new_y=YPos.NEXT
            )
            paper.ln(0.6)
    paper.set_font(FACE, "", 7)
    paper.set_xy(x + 3, y + 40)
    paper.cell(36, 4, str(exhibit.pk)[:18])
    paper.set_xy(x + 3, y + 43)
    paper.cell(36, 4, str(exhibit.pk)[18:])


def _cut(paper: Paper, text: str, wide: float, most: int) -> str:
    """So much of a text as stands in so many lines."""
    lines: Any = paper.multi_cell(
        wide, 4, text, align="L", dry_run=True, output=MethodReturnValue.LINES
    )
    if len(lines) <= most:
        return text
    last = lines[most - 1].rstrip()
    return "\n".join([*lines[: most - 1], f"{last[:-1].rstrip(' ,.;')}…"])


def draw_code(paper: Paper, text: str, x: float, y: float, wide: float) -> None:
    """A QR code of a text, drawn as squares."""
    rows = [list(row) for row in segno.make(text, error="m", micro=False).matrix]
    side = wide / len(rows)
    paper.set_fill_color(0, 0, 0)
    for down, row in enumerate(rows):
        for across, dark in enumerate(row):
            if dark:
                paper.rect(x + across * side, y + down * side, side, side, style="F")


def draw_chain(exhibit: Exhibit, steps: Iterable[Custody], files: Iterable[EvidenceFile]) -> bytes:
    """An exhibit, its chain of custody and its files."""
    paper = new_paper(_("Chain of custody"))
    paper.title_line(f"{exhibit.number}  {exhibit.what}")
    for label, value in facts_of(exhibit):
        shown = when_words(value) if value == exhibit.found_at else str(value)
        if shown:
            paper.field(str(label), shown)
    paper.section(_("Chain of custody"))
    heads = [_("No."), _("What"), _("When"), _("From, to"), _("Seal"), _("Noted by")]
    paper.grid(heads, [step_row(step) for step in steps], widths=(5, 14, 16, 36, 11, 18))
    listed = list(files)
    if listed:
        paper.section(_("Files"))
        for file in listed:
            about = f"{file.name} · {file.get_kind_display()} · {file.size} B"
            paper.field(about, f"SHA-256 {file.sha256}\nSHA-512 {file.sha512}")
    return paper.as_bytes()


def step_row(step: Custody) -> list[str]:
    """A step as a row of a table."""
    # The typeface on paper has no arrow.
    between = " – ".join(filter(None, [step.giver, step.taker]))
    told = _order_words(step) if step.step in ORDERS else _detail_words(step)
    why = " · ".join(filter(None, [between, step.place, told]))
    return [
        str(step.number), step.get_step_display(), _at(step), why, step.seal, step.by_name,
    ]  # fmt: skip


def draw_certificate(
    exhibit: Exhibit, steps: Sequence[Custody], files: Iterable[EvidenceFile]
) -> bytes:
    """That an exhibit was returned or destroyed: by whose order, by whom, before whom."""
    by_step = {Step(row.step): row for row in steps}
    end = by_step.get(Step.DESTROYED) or by_step[Step.RETURNED]
    gone = end.step == Step.DESTROYED
    title = _("Certificate of destruction") if gone else _("Certificate of return")
    paper = new_paper(title)
    paper.title_line(title)
    paper.field(_("Exhibit"), f"{exhibit.number} · {exhibit.what}")
    paper.field(_("Category"), str(exhibit.get_category_display()))
    paper.field(_("Seal"), exhibit.seal or _("none"))
    order = by_step.get(Step.ORDERED_DESTRUCTION if gone else Step.ORDERED_RETURN)
    if order:
        paper.field(_("Ordered by"), _order_words(order))
    signing = _destroyed(paper, by_step[Step.BEGUN], end) if gone else _returned(paper, end)
    if listed := list(files):
        paper.field(_("Files"), "\n".join(f"{f.name} · SHA-256 {f.sha256}" for f in listed))
    paper.field(_("Entry of the sealed log"), str(end.entry))
    paper.signatures([f"{_('Signature')}: {name}" for name in signing])
    return paper.as_bytes()


def _detail_words(step: Custody) -> str:
    said = [step.detail.get(key, "") for key in ("method", "shelf", "document")]
    return " · ".join(filter(None, [*map(str, said), step.reason]))


def _order_words(order: Custody) -> str:
    said = order.detail
    dated = said.get("dated", "")
    day = date_format(date.fromisoformat(dated), "DATE_FORMAT") if dated else ""
    words = [said.get("authority", ""), said.get("document", ""), day, order.reason]
    return " · ".join(filter(None, words))


def _destroyed(paper: Paper, begun: Custody, end: Custody) -> list[str]:
    """How and by whom; who signs for it."""
    paper.field(_("How"), str(begun.detail.get("method", "")))
    for label, step in ((_("First person"), begun), (_("Second person"), end)):
        said = [step.by_name, _at(step), step.place, step.reason]
        paper.field(label, " · ".join(filter(None, said)))
    return [begun.by_name, end.by_name]


def _returned(paper: Paper, end: Custody) -> list[str]:
    paper.field(_("Returned to"), end.taker)
    paper.field(_("Receipt"), str(end.detail.get("document", "")))
    said = [end.by_name, _at(end), end.place]
    paper.field(_("Returned by"), " · ".join(filter(None, said)))
    return [end.by_name, end.taker]


def _at(step: Custody) -> str:
    """When, and by which clock where it was not ours."""
    when = when_words(step.at)
    if step.clock == "system":
        return when
    return f"{when} ({clock_words(step.get_clock_display(), step.clock_offset)})"
