"""What a printed form is made of, as data: the same pieces are drawn empty or filled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise

Words = str | Promise
Values = Mapping[str, object]


@dataclass(frozen=True)
class Line:
    """One label and one line to write on; `lines` more for a longer text."""

    key: str
    label: Words
    lines: int = 1


@dataclass(frozen=True)
class Choice:
    """Boxes to tick: pairs of code and words. The value is a code, or several."""

    key: str
    label: Words
    choices: Sequence[tuple[str, Words]]


@dataclass(frozen=True)
class Grid:
    """A table to fill; `empty` rows when there is no value. The value is a list of rows."""

    key: str
    heads: Sequence[Words]
    empty: int = 4


@dataclass(frozen=True)
class Say:
    """A text to read."""

    text: Words
    small: bool = False


@dataclass(frozen=True)
class Sign:
    """Places to sign."""

    labels: Sequence[Words]


Piece = Line | Choice | Grid | Say | Sign


@dataclass(frozen=True)
class Section:
    title: Words
    pieces: Sequence[Piece]


@dataclass(frozen=True)
class PrintedForm:
    """code: F1 to F12, as field workers call it. version: of the words, printed at the foot.

    whose: for which age, where there is one for each.
    """

    key: str
    code: str
    title: Words
    sections: Sequence[Section]
    version: int = 1
    whose: Words = ""
