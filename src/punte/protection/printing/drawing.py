"""From a form and its values to a PDF, in one language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from punte.protection.configuration.door import FormAnswers, shown_answers
from punte.protection.printing.content.first import RIGHTS
from punte.protection.printing.content.pieces import (
    Choice,
    Grid,
    Line,
    Piece,
    PrintedForm,
    Say,
    Sign,
    Values,
)
from punte.protection.printing.words import Sheet
from punte.ui.paper.sheet import Paper


def new_paper(title: str, code: str, language: str, sheet: Sheet, version: int = 1) -> Paper:
    """An empty sheet with the office's words. At its foot it says when it was printed, with which
    version of the form and of the words; in a demo, that all is invented.
    """
    printed = date_format(timezone.localtime(), "DATETIME_FORMAT")
    number = "-".join(filter(None, [str(version), sheet.version]))
    foot = _("Printed %(when)s · version %(version)s") % {"when": printed, "version": number}
    mark = _("Demo: all people here are invented") if settings.DEMO else _("Confidential")
    paper = Paper(
        title=title, code=code, foot=foot, mark=mark, words=sheet.footer, language=language
    )
    paper.letterhead(sheet.agency, sheet.heading)
    return paper


def draw_form(
    form: PrintedForm, language: str, sheet: Sheet, values: Values | None = None
) -> bytes:
    """The form as a PDF; pieces without a value are left to be filled by hand."""
    with override(language):
        paper = new_paper(str(form.title), form.code, language, sheet, form.version)
        paper.title_line(f"{form.code}  {form.title}")
        if sheet.note:
            paper.words(sheet.note)
        for section in form.sections:
            paper.section(str(section.title))
            for piece in section.pieces:
                draw_piece(paper, piece, values or {})
        return paper.as_bytes()


def draw_piece(paper: Paper, piece: Piece, values: Values) -> None:
    if isinstance(piece, Line):
        text = str(values.get(piece.key, ""))
        if piece.lines > 1:
            paper.blank_lines(str(piece.label), piece.lines, text)
        else:
            paper.field(str(piece.label), text)
    elif isinstance(piece, Choice):
        chosen = values.get(piece.key)
        ticked = set(chosen) if isinstance(chosen, list | set | tuple) else {chosen}
        paper.boxes(
            str(piece.label), [(str(words), code in ticked) for code, words in piece.choices]
        )
    elif isinstance(piece, Grid):
        rows, empty = rows_of(piece, values)
        paper.grid([str(head) for head in piece.heads], rows, empty=empty)
    elif isinstance(piece, Say):
        paper.words(str(piece.text), small=piece.small)
    elif isinstance(piece, Sign):
        paper.signatures([str(label) for label in piece.labels])


def rows_of(piece: Grid, values: Values) -> tuple[Sequence[Sequence[str]], int]:
    """The rows of a table and how many empty ones follow; rights are always named."""
    if piece.key == "rights":
        return [[str(right), " ", " "] for right in RIGHTS], 0
    given: Any = values.get(piece.key)
    if not given:
        return [], piece.empty
    return [[str(value) or " " for value in row] for row in given], 0


def draw_answers(paper: Paper, rows: Iterable[FormAnswers]) -> None:
    """What was answered to an office's own questions, in the words they were asked with."""
    for row in rows:
        shown = shown_answers(row)
        paper.words(f"{shown['title']}, {date_format(timezone.localtime(shown['when']))}")
        for line in shown["lines"]:
            paper.field(line["label"], line["value"])


def draw_table(paper: Paper, heads: Sequence[str], lines: Sequence[Sequence[str]]) -> None:
    """A table, or the word that there is nothing."""
    if lines:
        paper.grid(heads, lines)
    else:
        paper.words(_("Nothing."))
