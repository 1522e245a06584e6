"""In which encoding a text file is written, told from its bytes, and its delimiter."""

from __future__ import annotations

import codecs
import csv
import re
from collections import Counter
from typing import Final

from punte.core.sheets.tables import Unreadable

SAMPLE: Final = 256 * 1024
_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WORD: Final = re.compile(rb"[A-Za-z\x80-\xff]+")
# Bytes that the code page leaves free.
_FREE: Final = {"cp1251": b"\x98", "cp1250": b"\x81\x83\x88\x90\x98"}
DELIMITERS: Final = ",;\t|"


def encoding_of(data: bytes) -> str:
    """utf-8, utf-8-sig, utf-16 (with a mark), utf-16-le, utf-16-be, cp1250 or cp1251.

    Raises Unreadable when it is none of them.
    """
    for mark, name in _BOMS:
        if data.startswith(mark):
            return name
    if (wide := _without_mark(data[:SAMPLE])) is not None:
        return wide
    if _is_utf8(data):
        return "utf-8"
    return _code_page(data)


def _without_mark(sample: bytes) -> str | None:
    """UTF-16 without its mark shows as a zero in every second byte of plain letters."""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = max(1, len(sample) // 2)
    if min(even, odd) > half * 0.05:
        raise Unreadable("not_text")
    if max(even, odd) < half * 0.2:
        if b"\x00" in sample:
            raise Unreadable("not_text")
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _code_page(data: bytes) -> str:
    """Cyrillic words are high bytes throughout; Romanian ones have a few among plain letters."""
    high = plain = 0
    for match in _WORD.finditer(data[:SAMPLE]):
        word = match[0]
        above = sum(byte >= 0x80 for byte in word)
        if above:
            high, plain = high + above, plain + len(word) - above
    if odd := _of_two(data):
        raise Unreadable("broken_encoding", odd)
    name = "cp1251" if high > plain else "cp1250"
    if any(byte in data for byte in _FREE[name]):
        raise Unreadable("unknown_encoding")
    return name


def _of_two(data: bytes) -> int:
    """The first line that is no UTF-8 in a file that is UTF-8 elsewhere; 0 where there is none.

    No words of an old code page look like three letters of UTF-8 and like nothing else.
    """
    first, lines_of_utf8 = 0, 0
    for number, line in enumerate(data.splitlines(), 1):
        if line.isascii():
            continue
        try:
            lines_of_utf8 += len(line) - len(line.decode("utf-8")) >= 3
        except UnicodeDecodeError:
            first = first or number
    return first if lines_of_utf8 else 0


def delimiter_of(head: str) -> str:
    """The sign between cells: the one that gives the same number of columns in most lines."""
    best, score = ",", 0.0
    for sign in DELIMITERS:
        try:
            widths = [len(row) for row in csv.reader(head.splitlines()[:30], delimiter=sign) if row]
        except csv.Error:
            continue
        if not widths:
            continue
        width, often = Counter(widths).most_common(1)[0]
        found = (width - 1) * often / len(widths)
        if found > score:
            best, score = sign, found
    return best
