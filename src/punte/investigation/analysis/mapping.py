"""A simple map: towns, a graticule and points on it, in a flat projection. No queries."""

from __future__ import annotations

import csv
import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Final

from punte.algorithms.textsearch import fold

DATA: Final = Path(__file__).resolve().parent / "data"
WIDE: Final = 1000.0
NARROWEST, WIDEST = 0.02, 60.0
MOST_TOWNS: Final = 22
FIRST_NAMES: Final = 8
NAME_WIDE, NAME_HIGH = 95.0, 22.0
Position = tuple[float, float]


@dataclass(frozen=True)
class Town:
    """at: latitude and longitude in degrees. also: how other languages call it."""

    name: str
    at: Position
    population: int
    also: tuple[str, ...] = ()


@lru_cache(maxsize=1)
def towns() -> tuple[Town, ...]:
    """The towns that we know, the largest first."""
    found = []
    for name in ("towns_md.csv", "towns_around.csv"):
        with (DATA / name).open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                at = float(row["lat"]), float(row["lon"])
                also = tuple(filter(None, row["also"].split(";")))
                found.append(Town(row["name"], at, int(row["population"]), also))
    return tuple(sorted(found, key=lambda town: -town.population))


@lru_cache(maxsize=1)
def _by_name() -> dict[str, Position]:
    every = reversed(towns())
    return {fold(name): town.at for town in every for name in (*town.also, town.name)}


def place_named(name: str) -> Position | None:
    """Where a town of this name lies, if we know one; in any script, without marks."""
    return _by_name().get(fold(name)) if 0 < len(name) <= 100 else None


def read_position(text: str) -> Position | None:
    """Latitude and longitude from "47.01,28.86"; None for what is none."""
    try:
        lat, lon = (float(part) for part in text.split(","))
    except ValueError:
        return None
    return (lat, lon) if abs(lat) <= 85 and abs(lon) <= 180 else None


@dataclass(frozen=True)
class Box:
    """What is in sight: south, west, north, east, in degrees."""

    south: float
    west: float
    north: float
    east: float

    @property
    def middle(self) -> Position:
        return (self.south + self.north) / 2, (self.west + self.east) / 2

    @property
    def squeeze(self) -> float:
        """How much shorter a degree of longitude is here than one of latitude."""
        return max(0.05, math.cos(math.radians(self.middle[0])))

    @property
    def high(self) -> float:
        """The height of the picture when it is `WIDE` wide."""
        return WIDE * (self.north - self.south) / ((self.east - self.west) * self.squeeze)

    def spot(self, at: Position) -> tuple[float, float]:
        """x and y in the picture."""
        x = WIDE * (at[1] - self.west) / (self.east - self.west)
        y = self.high * (self.north - at[0]) / (self.north - self.south)
        return round(x, 1), round(y, 1)

    def holds(self, at: Position) -> bool:
        return self.south <= at[0] <= self.north and self.west <= at[1] <= self.east

    def zoomed(self, by: float) -> Box:
        return box_at(self.middle, (self.north - self.south) * by)

    def moved(self, north: float, east: float) -> Box:
        """Part of its own size to the north and to the east."""
        lat, lon = self.middle
        lat += north * (self.north - self.south)
        lon += east * (self.east - self.west)
        return box_at((lat, lon), self.north - self.south)

    def words(self) -> str:
        return f"{self.middle[0]:.4f},{self.middle[1]:.4f},{self.north - self.south:.4f}"


def box_at(middle: Position, high: float) -> Box:
    """A box of so many degrees of latitude, two thirds as high as wide on the ground."""
    high = min(max(high, NARROWEST), WIDEST)
    lat = min(max(middle[0], -60.0), 75.0)
    lon = min(max(middle[1], -180.0), 180.0)
    wide = high * 1.5 / max(0.05, math.cos(math.radians(lat)))
    return Box(lat - high / 2, lon - wide / 2, lat + high / 2, lon + wide / 2)


def box_of(points: Iterable[Position]) -> Box:
    """A box around points with a margin; without any the country and its neighbours."""
    every = list(points)
    if not every:
        return box_at((47.2, 28.0), 4.0)
    lats, lons = [at[0] for at in every], [at[1] for at in every]
    middle = (min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2
    squeeze = max(0.05, math.cos(math.radians(middle[0])))
    high = max(max(lats) - min(lats), (max(lons) - min(lons)) * squeeze / 1.5)
    return box_at(middle, max(high * 1.35, 0.2))


def box_from(text: str) -> Box | None:
    """A box from what `words` wrote; None for anything else."""
    try:
        lat, lon, high = (float(part) for part in text.split(","))
    except ValueError:
        return None
    if not all(math.isfinite(part) for part in (lat, lon, high)):
        return None
    return box_at((lat, lon), high)


def graticule(box: Box) -> list[tuple[str, float, bool]]:
    """Lines of latitude and longitude in sight: label, place in the picture, whether upright."""
    span = box.north - box.south
    step = next(
        one for one in (0.01, 0.05, 0.1, 0.5, 1, 2, 5, 10, 20) if span / one <= 6 or one == 20
    )
    lines = []
    for at in _steps(box.west, box.east, step):
        lines.append((f"{at:g}° E" if at >= 0 else f"{-at:g}° W", box.spot((0, at))[0], True))
    for at in _steps(box.south, box.north, step):
        lines.append((f"{at:g}° N" if at >= 0 else f"{-at:g}° S", box.spot((at, 0))[1], False))
    return lines


def _steps(low: float, high: float, step: float) -> list[float]:
    first, last = math.ceil(low / step), math.floor(high / step)
    return [round(number * step, 4) for number in range(first, min(last, first + 40) + 1)]


@dataclass(frozen=True)
class Label:
    """A name in the picture. x, y: of what it names; dx: how far its writing stands from there."""

    name: str
    x: float
    y: float
    dx: float = 6.0
    first: bool = True

    @property
    def anchor(self) -> str:
        """Near the right edge a name is written to the left, so that none of it is cut off."""
        return "end" if self.x > WIDE - 2.2 * NAME_WIDE else "start"

    @property
    def away(self) -> float:
        return -self.dx if self.anchor == "end" else self.dx

    def meets(self, other: Label) -> bool:
        return abs(self.x - other.x) <= NAME_WIDE and abs(self.y - other.y) <= NAME_HIGH


def apart(wanted: Iterable[Label], taken: Iterable[Label] = (), most: int = 100) -> list[Label]:
    """As many names as do not stand upon each other or upon those taken; the first win.

    The first few are marked so: a small window shows no more.
    """
    before, shown = list(taken), list[Label]()
    for label in wanted:
        if len(shown) >= most:
            break
        if not any(label.meets(other) for other in (*before, *shown)):
            shown.append(replace(label, first=len(before) + len(shown) < FIRST_NAMES))
    return shown


def towns_in(box: Box, taken: Iterable[Label] = ()) -> list[Label]:
    """The largest towns in sight whose names stand apart."""
    seen = (town for town in towns() if box.holds(town.at))
    return apart((Label(town.name, *box.spot(town.at)) for town in seen), taken, MOST_TOWNS)
