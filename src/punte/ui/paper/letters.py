"""Which letters the typefaces of paper have, and Latin ones for those that they have not."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path

from anyascii import anyascii
from fontTools.ttLib import TTFont

FONTS = Path(__file__).resolve().parent / "fonts"
# Stands behind each word that is not in its own script.
MARK = "*"
PLAIN = "source-sans-3-regular"
# One for each script whose letters take the shape that their neighbours ask for.
SHAPED = tuple(sorted(path.stem for path in FONTS.glob("noto-sans-*.ttf")))
# A number after a word that is written from right to left: in a line from left to right a sign
# without width between them keeps it behind the word.
LEFTWARD = "\u0590-\u065f\u066e-\u06ef\u06fa-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
NUMBER_AFTER = re.compile(rf"([{LEFTWARD}])(?=[^\w{LEFTWARD}\u200e]*\d)")
LEFT_TO_RIGHT = "\u200e"


@cache
def letters_of(font: str) -> frozenset[int]:
    """The code points that a font in `fonts/` draws; both weights of Source Sans have the same."""
    with TTFont(FONTS / f"{font}.ttf") as opened:
        return frozenset(opened.getBestCmap())


def shaped_font(letter: str, before: str = "") -> str:
    """The font of a script that has the letter, or "". before: the one of the letter before it,
    which also draws signs that several have, such as the joiners.
    """
    order = (before, *SHAPED) if before else SHAPED
    return next((font for font in order if ord(letter) in letters_of(font)), "")


def is_plain(text: str) -> bool:
    """Whether the typeface of all paper has every letter: Latin, Cyrillic and Greek."""
    return all(map(_is_drawn, text))


def printable(text: str) -> str:
    """The text in letters that paper can show, never boxes: a word in a script without a typeface
    stands in Latin letters with a mark behind it. What is printable already comes back as it is.
    """
    if is_plain(text):
        return text
    words, word = [], ""
    for letter in (*unicodedata.normalize("NFC", text), ""):
        if letter and not letter.isspace():
            word += letter
        else:
            words += [_shown(word), letter]
            word = ""
    return _in_order("".join(words))


def _in_order(text: str) -> str:
    first = next(filter(str.isalpha, text), " ")
    if unicodedata.bidirectional(first) in {"R", "AL"}:
        return text
    return NUMBER_AFTER.sub(rf"\1{LEFT_TO_RIGHT}", text)


def _is_drawn(letter: str) -> bool:
    return ord(letter) in letters_of(PLAIN) or letter in "\n\r\t"


def _is_known(letter: str) -> bool:
    return _is_drawn(letter) or bool(shaped_font(letter))


def _shown(word: str) -> str:
    visible = "".join(c for c in word if unicodedata.category(c) not in {"Cc", "Cf"})
    if is_plain(visible):
        return visible
    if all(map(_is_known, word)):
        return word
    said = "".join(c if _is_known(c) else anyascii(c) for c in visible)
    return f"{said or '?'}{MARK}"
