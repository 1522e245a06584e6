"""Painting a chart: the same strokes on paper (PDF) and as SVG."""

from __future__ import annotations

import math
from typing import Protocol
from xml.sax.saxutils import escape

from punte.investigation.analysis.picture import Picture
from punte.investigation.analysis.routing import Point, Room, ways_of
from punte.investigation.subjects.door import SCHEMATA
from punte.ui.paper.sheet import FACE, INK, QUIET, RULE, Paper

Colour = tuple[int, int, int]
TINT: Colour = (220, 238, 242)
BOX: Colour = (233, 237, 236)
STRICT: Colour = (91, 75, 138)
RADIUS = 18.0
EDGE = 90.0


class Painter(Protocol):
    """Strokes in the chart's own units."""

    def way(self, points: list[Point], width: float, strict: bool) -> None:
        """A line through points; strict: one with a handling code above H0."""

    def circle(self, x: float, y: float, radius: float, strict: bool) -> None: ...

    def box(self, x1: float, y1: float, x2: float, y2: float) -> None: ...

    def clear(self, x: float, y: float, words: str, size: float) -> None:
        """Take away what would strike such words through."""

    def text(self, x: float, y: float, words: str, size: float, colour: Colour) -> None:
        """Words in the middle of (x, y)."""


def paint(picture: Picture, painter: Painter) -> None:
    """Groups, then links, then entities, and what is said of links where there is room for it."""
    for name, x1, y1, x2, y2 in picture.boxes:
        painter.box(x1, y1, x2, y2)
        painter.text((x1 + x2) / 2, y1 - 6, name, 13, INK)
    ways = list(ways_of(picture.lines))
    for line, points in ways:
        strict = line.handling > "H0"
        painter.way(points, 1 + math.log2(line.count), strict)
        _head(painter, points, strict)
    room = Room()
    for node, spot in picture.nodes:
        painter.circle(spot.x, spot.y, RADIUS, node.handling > "H0")
        told = f"{_kind(node.schema)} · {node.grade} {node.handling}"
        for words, below, size, colour in ((node.caption[:60], 13, 12, INK), (told, 26, 9, QUIET)):
            painter.clear(spot.x, spot.y + RADIUS + below, words, size)
            painter.text(spot.x, spot.y + RADIUS + below, words, size, colour)
        room.take(spot.x, spot.y + RADIUS, max(len(node.caption[:60]) * 6.5, len(told) * 5), 56)
    for line, points in ways:
        many = f" × {line.count}" if line.count > 1 else ""
        words = f"{_kind(line.schema)}{many} · {line.grade} {line.handling}"
        x, y = room.place(points, words)
        painter.clear(x, y, words, 9)
        painter.text(x, y, words, 9, QUIET)


def _head(painter: Painter, points: list[Point], strict: bool) -> None:
    """Two short strokes that say which way a link goes."""
    (x1, y1), (x2, y2) = points[-2:]
    angle = math.atan2(y2 - y1, x2 - x1)
    tip = x2 - RADIUS * math.cos(angle), y2 - RADIUS * math.sin(angle)
    for turn in (-0.4, 0.4):
        end = tip[0] - 10 * math.cos(angle + turn), tip[1] - 10 * math.sin(angle + turn)
        painter.way([tip, end], 1.5, strict)


def _kind(schema: str) -> str:
    return str(SCHEMATA[schema].label) if schema in SCHEMATA else schema


def bounds(picture: Picture) -> tuple[float, float, float, float]:
    """The rectangle that holds all, with room for words: left, top, right, bottom."""
    xs = [spot.x for _node, spot in picture.nodes] or [0.0]
    ys = [spot.y for _node, spot in picture.nodes] or [0.0]
    return min(xs) - EDGE, min(ys) - EDGE, max(xs) + EDGE, max(ys) + EDGE


class SvgPainter:
    """Collects the strokes as SVG; nothing in it runs or is fetched."""

    def __init__(self) -> None:
        self.parts: list[str] = []

    def way(self, points: list[Point], width: float, strict: bool) -> None:
        dash = ' stroke-dasharray="5 3"' if strict else ""
        through = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        self.parts.append(
            f'<polyline points="{through}" fill="none" '
            f'stroke="{_hex(STRICT if strict else RULE)}" stroke-width="{width:.1f}"{dash}/>'
        )

    def circle(self, x: float, y: float, radius: float, strict: bool) -> None:
        self.parts.append(
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="{_hex(TINT)}" '
            f'stroke="{_hex(STRICT if strict else RULE)}" stroke-width="2"/>'
        )

    def box(self, x1: float, y1: float, x2: float, y2: float) -> None:
        self.parts.append(
            f'<rect x="{x1:.1f}" y="{y1:.1f}" width="{x2 - x1:.1f}" height="{y2 - y1:.1f}" rx="8" '
            f'fill="{_hex(BOX)}" stroke="{_hex(RULE)}"/>'
        )

    def clear(self, x: float, y: float, words: str, size: float) -> None:
        """Nothing: each letter has a white edge of its own."""

    def text(self, x: float, y: float, words: str, size: float, colour: Colour) -> None:
        self.parts.append(
            f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size:g}" text-anchor="middle" '
            f'fill="{_hex(colour)}" paint-order="stroke" stroke="#fff" stroke-width="3">'
            f"{escape(words)}</text>"
        )


def as_svg(picture: Picture, told: list[str]) -> bytes:
    """The picture with what is told of it below."""
    painter = SvgPainter()
    paint(picture, painter)
    left, top, right, bottom = bounds(picture)
    for number, words in enumerate(told):
        y = bottom + 24 + 18 * number
        painter.parts.append(
            f'<text x="{left + 12:.1f}" y="{y:.1f}" font-size="13" fill="{_hex(INK)}">'
            f"{escape(words)}</text>"
        )
    wide, high = max(right - left, 700), bottom - top + 40 + 18 * len(told)
    body = "\n".join(painter.parts)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<svg xmlns="http://www.w3.org/2000/svg" '
        f'viewBox="{left:.1f} {top:.1f} {wide:.1f} {high:.1f}" width="{wide:.0f}" '
        f'height="{high:.0f}" font-family="Source Sans 3, Noto Sans, sans-serif">\n'
        f'<rect x="{left:.1f}" y="{top:.1f}" width="{wide:.1f}" height="{high:.1f}" '
        f'fill="#fff"/>\n{body}\n</svg>\n'
    ).encode()


def _hex(colour: Colour) -> str:
    return "#" + "".join(f"{part:02x}" for part in colour)


class PaperPainter:
    """The same on a sheet, scaled into a rectangle of it (millimetres)."""

    def __init__(self, paper: Paper, picture: Picture, x: float, y: float, w: float, h: float):
        left, top, right, bottom = bounds(picture)
        self.paper = paper
        self.scale = min(w / (right - left), h / (bottom - top), 0.3)
        self.x = x - left * self.scale + (w - (right - left) * self.scale) / 2
        self.y = y - top * self.scale
        self.bottom = y + (bottom - top) * self.scale

    def at(self, x: float, y: float) -> tuple[float, float]:
        return self.x + x * self.scale, self.y + y * self.scale

    def way(self, points: list[Point], width: float, strict: bool) -> None:
        self._pen(strict, width * self.scale)
        self.paper.polyline([self.at(*point) for point in points])
        self.paper.set_dash_pattern()

    def circle(self, x: float, y: float, radius: float, strict: bool) -> None:
        self._pen(strict, 2 * self.scale)
        self.paper.set_fill_color(*TINT)
        self.paper.circle(*self.at(x, y), radius * self.scale, style="DF")
        self.paper.set_dash_pattern()

    def box(self, x1: float, y1: float, x2: float, y2: float) -> None:
        self._pen(False, self.scale)
        self.paper.set_fill_color(*BOX)
        width, height = (x2 - x1) * self.scale, (y2 - y1) * self.scale
        self.paper.rect(*self.at(x1, y1), width, height, style="DF")

    def clear(self, x: float, y: float, words: str, size: float) -> None:
        across, down = self.at(x, y)
        wide, high = self._letters(words, size), self.paper.font_size
        self.paper.set_fill_color(255, 255, 255)
        self.paper.rect(across - wide / 2, down - 1 - high / 2, wide, high, style="F")

    def text(self, x: float, y: float, words: str, size: float, colour: Colour) -> None:
        wide = self._letters(words, size)
        self.paper.set_text_color(*colour)
        across, down = self.at(x, y)
        self.paper.set_xy(across - wide / 2, down - 2.5)
        self.paper.cell(wide, 3, words, align="C")
        self.paper.set_text_color(*INK)

    def _letters(self, words: str, size: float) -> float:
        """Take letters of this size; how wide the words are in them."""
        # A point is 0.353 mm; letters below four points cannot be read on paper.
        self.paper.set_font(FACE, "", max(4.0, size * self.scale / 0.353))
        return float(self.paper.get_string_width(words)) + 1

    def _pen(self, strict: bool, width: float) -> None:
        self.paper.set_draw_color(*(STRICT if strict else RULE))
        self.paper.set_line_width(max(0.1, width))
        if strict:
            self.paper.set_dash_pattern(dash=1.2, gap=0.8)
