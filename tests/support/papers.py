"""Reads what a printed PDF says: its pages hold glyphs, and beside them what each one means."""

from __future__ import annotations

import re
import zlib

_OBJECT = re.compile(rb"(\d+) 0 obj(.*)", re.DOTALL)
_STREAM = re.compile(rb">>\s*stream\r?\n(.*)\r?\nendstream", re.DOTALL)
_FONT = re.compile(rb"/(F\d+) (\d+) 0 R")
_MEANING = re.compile(rb"/ToUnicode (\d+) 0 R")
_PAIR = re.compile(rb"<([0-9A-F]{4})> <([0-9A-F]{4,})>")
_DRAWN = re.compile(rb"/(F\d+) [\d.]+ Tf|\(((?:\\.|[^\\)])*)\) Tj", re.DOTALL)
_ESCAPED = re.compile(rb"\\(.)", re.DOTALL)
_NAMED = {b"r": b"\r", b"n": b"\n"}


def words_on(paper: bytes) -> str:
    """All texts of a PDF that `ui.paper` made, in the order they were drawn."""
    parts = [found.groups() for part in paper.split(b"endobj") if (found := _OBJECT.search(part))]
    streams = {n: _plain(found[1]) for n, part in parts if (found := _STREAM.search(part))}
    meanings = {n: _letters(streams[f[1]]) for n, part in parts if (f := _MEANING.search(part))}
    fonts = {name: meanings[number] for name, number in _FONT.findall(paper) if number in meanings}
    pages = [body for body in streams.values() if b" Tj ET" in body]
    return "\n".join(_said(page, fonts) for page in pages)


def _plain(body: bytes) -> bytes:
    try:
        return zlib.decompress(body)
    except zlib.error:
        return body


def _letters(stream: bytes) -> dict[int, str]:
    pairs = _PAIR.findall(stream.partition(b"beginbfchar")[2])
    return {int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in pairs}


def _said(page: bytes, fonts: dict[bytes, dict[int, str]]) -> str:
    lines, letters = [], dict[int, str]()
    for font, drawn in _DRAWN.findall(page):
        if font:
            letters = fonts[font]
            continue
        codes = _ESCAPED.sub(lambda found: _NAMED.get(found[1], found[1]), drawn)
        numbers = [int.from_bytes(codes[at : at + 2]) for at in range(0, len(codes), 2)]
        lines.append("".join(letters.get(number, "") for number in numbers))
    return " ".join(lines)
