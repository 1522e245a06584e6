"""A sheet of paper: headings, fields, boxes, tables and signatures, in our own typeface.

Texts are printed as they are given; the caller has chosen the language. Sizes are millimetres.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _
from fpdf import FPDF
from fpdf.enums import MethodReturnValue, XPos, YPos

from punte.ui.paper.letters import FONTS, MARK, is_plain, printable, shaped_font

FACE = "Source Sans 3"
MARGIN, LINE, WIDTH = 18.0, 6.0, 210.0 - 2 * 18.0
FOOT_LINES = 2
INK, QUIET, RULE = (28, 37, 41), (81, 96, 103), (124, 137, 142)


class Paper(FPDF):
    """An A4 document. mark: words that stand on every page, such as "invented data".
    words: at the foot of every page, above when it was printed.
    """

    def __init__(
        self, *, title: str, code: str, foot: str, mark: str = "", words: str = "", language: str
    ) -> None:
        super().__init__(format="A4")
        self.code, self.head_title, self.foot, self.mark = code, title, foot, mark
        self.foot_words = words
        self.has_foreign = False
        self.shaped_font = ""
        self.add_font(FACE, "", FONTS / "source-sans-3-regular.ttf")
        self.add_font(FACE, "B", FONTS / "source-sans-3-bold.ttf")
        self.set_margins(MARGIN, MARGIN, MARGIN)
        self.set_auto_page_break(True, margin=24)
        self.set_title(f"{code} {title}".strip())
        self.set_lang(language)
        self.set_creator("Punte")
        self.add_page()

    def header(self) -> None:
        """The form's code and title; never a person, as papers lie about."""
        self.set_text_color(*QUIET)
        self.set_font(FACE, "", 9)
        self.cell(WIDTH / 2, 5, " · ".join(filter(None, [self.code, self.head_title]))[:80])
        self.cell(WIDTH / 2, 5, self.mark, align="R", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        self.set_draw_color(*RULE)
        self.line(MARGIN, self.get_y() + 1, MARGIN + WIDTH, self.get_y() + 1)
        self.ln(5)
        self.set_text_color(*INK)

    def normalize_text(self, text: str) -> str:
        """Everything that is drawn comes through here: no letter becomes a box, and letters are
        shaped by their neighbours where a script asks for it, as that takes time.
        """
        shown = printable(text)
        if shown != text and shown.count(MARK) > text.count(MARK):
            self.has_foreign = True
        self.set_text_shaping(not is_plain(shown))
        if self.text_shaping:
            self.add_scripts(shown)
        return str(super().normalize_text(shown))

    def add_scripts(self, text: str) -> None:
        """Have the fonts at hand that a text asks for."""
        for letter in filter(lambda letter: not is_plain(letter), text):
            font = self.get_fallback_font(letter)
            if font and font not in self.fonts:
                self.add_font(font, "", FONTS / f"{font}.ttf")
                self.set_fallback_fonts([*self._fallback_font_ids, font], exact_match=False)

    def get_fallback_font(self, char: str, style: str = "") -> str | None:
        """The font of a script, which has one weight; joiners go with what stands before."""
        self.shaped_font = shaped_font(char, self.shaped_font)
        return self.shaped_font or None

    def letterhead(self, agency: str, heading: str) -> None:
        """Whose paper it is, once, above the title."""
        if agency:
            self.set_font(FACE, "B", 10.5)
            self.multi_cell(WIDTH, 5, agency, new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        if heading:
            self.set_text_color(*QUIET)
            self.set_font(FACE, "", 9)
            self.multi_cell(WIDTH, 4.4, heading, new_x=XPos.LMARGIN, new_y=YPos.NEXT)
            self.set_text_color(*INK)
        self.ln(3)

    def footer(self) -> None:
        self.set_text_color(*QUIET)
        self.set_font(FACE, "", 8)
        self.foot_says(self.foot_words)
        self.set_y(-14)
        self.cell(WIDTH * 0.8, 5, self.foot)
        self.cell(WIDTH * 0.2, 5, f"{self.page_no()} / {{nb}}", align="R")
        self.set_text_color(*INK)

    def foot_says(self, words: str) -> None:
        """An office's words; two lines of them, for there is no more room."""
        if not words:
            return
        self.set_y(-22)
        lines: Any = self.multi_cell(
            WIDTH, 3.6, words, dry_run=True, output=MethodReturnValue.LINES
        )
        said = "\n".join(lines[:FOOT_LINES])
        self.multi_cell(WIDTH, 3.6, said, new_x=XPos.LMARGIN, new_y=YPos.NEXT)

    def title_line(self, text: str) -> None:
        self.set_font(FACE, "B", 17)
        self.multi_cell(WIDTH, 8, text, align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        self.ln(2)

    def section(self, text: str) -> None:
        """A heading that is not left alone at the foot of a page."""
        if self.will_page_break(24):
            self.add_page()
        self.ln(2)
        self.set_font(FACE, "B", 12)
        self.multi_cell(WIDTH, 7, text, align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)

    def words(self, text: str, *, small: bool = False) -> None:
        self.set_font(FACE, "", 9 if small else 10.5)
        height = 4.6 if small else 5.4
        self.multi_cell(WIDTH, height, text, new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        self.ln(1)

    def field(self, label: str, value: str = "") -> None:
        """A label and its value; without one a line to write on."""
        self.set_font(FACE, "", 9)
        self.set_text_color(*QUIET)
        if self.will_page_break(11):
            self.add_page()
        self.multi_cell(WIDTH, 4.4, label, new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        self.set_text_color(*INK)
        self.set_font(FACE, "", 10.5)
        if value:
            self.multi_cell(WIDTH, 5.4, value, align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        else:
            self.ln(LINE)
            self.rule()
        self.ln(1.4)

    def blank_lines(self, label: str, count: int, value: str = "") -> None:
        """Room for a longer text, or the text."""
        if value:
            self.field(label, value)
            return
        self.set_font(FACE, "", 9)
        self.set_text_color(*QUIET)
        self.multi_cell(WIDTH, 4.4, label, new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        self.set_text_color(*INK)
        for _number in range(count):
            if self.will_page_break(LINE + 2):
                self.add_page()
            self.ln(LINE + 1)
            self.rule()
        self.ln(2)

    def rule(self) -> None:
        self.set_draw_color(*RULE)
        self.line(MARGIN, self.get_y(), MARGIN + WIDTH, self.get_y())

    def boxes(self, label: str, choices: Iterable[tuple[str, bool]]) -> None:
        """Choices side by side, each with a box, ticked or empty."""
        if self.will_page_break(2 * LINE):
            self.add_page()
        self.set_font(FACE, "", 9)
        self.set_text_color(*QUIET)
        self.multi_cell(WIDTH, 4.4, label, new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        self.set_text_color(*INK)
        self.set_font(FACE, "", 10)
        for words, ticked in choices:
            wide = min(self.get_string_width(words) + 9, WIDTH)
            if self.get_x() + wide > MARGIN + WIDTH:
                self.ln(LINE)
            if self.will_page_break(LINE):
                self.add_page()
            self.box(ticked)
            self.cell(wide - 5, LINE, words)
        self.ln(LINE + 2)

    def box(self, ticked: bool) -> None:
        x, y = self.get_x(), self.get_y() + 1.2
        self.set_draw_color(*INK)
        self.rect(x, y, 3.4, 3.4)
        if ticked:
            self.line(x + 0.6, y + 1.8, x + 1.5, y + 2.8)
            self.line(x + 1.5, y + 2.8, x + 3.0, y + 0.6)
        self.set_x(x + 5)

    def grid(
        self,
        heads: Sequence[str],
        rows: Iterable[Sequence[str]],
        *,
        empty: int = 0,
        widths: Sequence[int] | None = None,
    ) -> None:
        """A table; `empty` rows are added for writing by hand. Heads stand on each page.

        widths: of the columns, as parts of the whole; without them all are as wide.
        """
        self.set_font(FACE, "", 9)
        self.set_draw_color(*RULE)
        shape = tuple(widths) if widths else None
        with self.table(line_height=5, text_align="LEFT", padding=1, col_widths=shape) as table:
            head = table.row()
            for words in heads:
                head.cell(words)
            for values in [*rows, *([[" "] * len(heads)] * empty)]:
                row = table.row()
                for value in values:
                    row.cell(value)
        self.ln(3)

    def signatures(self, labels: Sequence[str]) -> None:
        """Places to sign, with date."""
        if self.will_page_break(24):
            self.add_page()
        self.ln(12)
        wide = WIDTH / len(labels)
        top = self.get_y()
        self.set_draw_color(*RULE)
        for number, label in enumerate(labels):
            x = MARGIN + number * wide
            self.line(x, top, x + wide - 6, top)
            self.set_xy(x, top + 1)
            self.set_font(FACE, "", 8.5)
            self.multi_cell(wide - 6, 4, label, align="L")
        self.set_xy(MARGIN, top + 12)

    def as_bytes(self) -> bytes:
        """The whole document; at its end a word on what does not stand in its own script."""
        if self.has_foreign:
            self.words(
                _(
                    "* The record holds these words in a script that this paper cannot show. "
                    "Here they stand in Latin letters."
                ),
                small=True,
            )
        return bytes(self.output())
