"""Which letters the typeface of paper has, and Latin ones for those that it has not."""

from __future__ import annotations

import unicodedata
from functools import cache
from pathlib import Path

from anyascii import anyascii
from fontTools.ttLib import TTFont

FONTS = Path(__file__).resolve().parent / "fonts"
# Stands behind each word that is not in its own script.
MARK = "*"


@cache
def known_letters() -> frozenset[int]:
    """The code points that the typeface draws; both weights have the same."""
    return frozenset(TTFont(FONTS / "source-sans-3-regular.ttf").getBestCmap())


def printable(text: str) -> str:
    """The text in letters that paper can show, never boxes: a word in another script stands in
    Latin letters with a mark behind it. What is printable already comes back as it is.
    """
    if all(map(_is_drawn, text)):
        return text
    visible = (c for c in unicodedata.normalize("NFC", text) if unicodedata.category(c) != "Cf")
    words, word = [], ""
    for letter in (*visible, ""):
        if letter and not letter.isspace():
            word += letter
        else:
            words += [_latin(word), letter]
            word = ""
    return "".join(words)


def _is_drawn(letter: str) -> bool:
    return ord(letter) in known_letters() or letter in "\n\r\t"


def _latin(word: str) -> str:
    if all(map(_is_drawn, word)):
        return word
    said = "".join(c if _is_drawn(c) else anyascii(c) for c in word)
    return f"{said or '?'}{MARK}"
