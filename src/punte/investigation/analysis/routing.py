"""Where the lines of a picture run, and where their words stand. Plain values; no strokes."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable

from punte.investigation.analysis.picture import Line

Point = tuple[float, float]
# How far apart lines between the same two entities are in their middle; in how many pieces.
APART, PIECES = 34.0, 12
# Parts of a line where its words may stand, the best first; size of a letter.
PLACES = (0.5, 0.42, 0.58, 0.34, 0.66, 0.27, 0.73)
LETTER, HIGH = 5.0, 12.0


def ways_of(lines: Iterable[Line]) -> Iterable[tuple[Line, list[Point]]]:
    """Each line and the points that it runs through: straight when it is the only one between
    two entities, and else side by side.
    """
    together: dict[tuple[str, ...], list[Line]] = defaultdict(list)
    for line in lines:
        together[tuple(sorted((line.source.id, line.target.id)))].append(line)
    for few in together.values():
        for number, line in enumerate(few):
            side = 1 if line.source.id <= line.target.id else -1
            yield line, _bent(line, side * APART * (number - (len(few) - 1) / 2))


def _bent(line: Line, by: float) -> list[Point]:
    """A curve whose middle lies so far to one side of the straight line."""
    x1, y1, x2, y2 = line.source.x, line.source.y, line.target.x, line.target.y
    far = math.hypot(x2 - x1, y2 - y1)
    if not by or not far:
        return [(x1, y1), (x2, y2)]
    # The middle of such a curve lies half as far out as the point that pulls it.
    pull = (x1 + x2) / 2 - 2 * by * (y2 - y1) / far, (y1 + y2) / 2 + 2 * by * (x2 - x1) / far
    return [
        (
            (1 - t) ** 2 * x1 + 2 * t * (1 - t) * pull[0] + t * t * x2,
            (1 - t) ** 2 * y1 + 2 * t * (1 - t) * pull[1] + t * t * y2,
        )
        for t in (step / PIECES for step in range(PIECES + 1))
    ]


def along(points: list[Point], part: float) -> Point:
    """The point at a part (0 to 1) of a way whose pieces are alike."""
    at = part * (len(points) - 1)
    piece = min(int(at), len(points) - 2)
    (x1, y1), (x2, y2) = points[piece], points[piece + 1]
    return x1 + (at - piece) * (x2 - x1), y1 + (at - piece) * (y2 - y1)


class Room:
    """Which parts of a picture words stand on already."""

    def __init__(self) -> None:
        self.taken: dict[tuple[int, int], list[tuple[float, float, float, float]]] = defaultdict(
            list
        )

    def take(self, x: float, y: float, wide: float, high: float) -> None:
        """A rectangle around a middle."""
        box = x - wide / 2, y - high / 2, x + wide / 2, y + high / 2
        for cell in _cells(box):
            self.taken[cell].append(box)

    def place(self, points: list[Point], words: str) -> Point:
        """Where words on a way cover none that stand there; its middle when that is nowhere."""
        wide = len(words) * LETTER
        spots = [along(points, part) for part in PLACES]
        best = next((spot for spot in spots if self._free(spot, wide)), spots[0])
        self.take(*best, wide, HIGH)
        return best

    def _free(self, spot: Point, wide: float) -> bool:
        x, y = spot
        left, top, right, bottom = x - wide / 2, y - HIGH / 2, x + wide / 2, y + HIGH / 2
        return all(
            right <= box[0] or left >= box[2] or bottom <= box[1] or top >= box[3]
            for cell in _cells((left, top, right, bottom))
            for box in self.taken.get(cell, ())
        )


def _cells(box: tuple[float, float, float, float]) -> Iterable[tuple[int, int]]:
    left, top, right, bottom = (math.floor(side / 100) for side in box)
    return ((x, y) for x in range(left, right + 1) for y in range(top, bottom + 1))
