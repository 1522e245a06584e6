"""Counties and districts of the two countries, and about how far they lie apart.

Positions are those of seat towns, rounded (see `data/places.json`): distances are as the crow
flies and approximate, and are said so wherever they are shown.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from math import asin, cos, radians, sin, sqrt
from pathlib import Path

from punte.algorithms.textsearch import TextError, fold

EARTH_KM = 6371.0
DATA = Path(__file__).parent / "data" / "places.json"
Position = tuple[float, float]


@dataclass(frozen=True)
class Place:
    """A county or district. code: ISO 3166-2; position: latitude and longitude in degrees."""

    code: str
    name: str
    position: Position

    @property
    def country(self) -> str:
        return self.code[:2]


@cache
def places() -> dict[str, Place]:
    """All places by code, each country's in the order of their names."""
    rows = json.loads(DATA.read_text(encoding="utf-8"))["places"]
    made = [Place(code, name, (lat, lon)) for code, name, lat, lon in rows]
    made.sort(key=lambda place: (place.country, fold(place.name)))
    return {place.code: place for place in made}


def place_name(code: str) -> str:
    """The name of a place; the code itself when there is none."""
    found = places().get(code)
    return found.name if found else code


def place_choices(country: str = "") -> list[tuple[str, str]]:
    """Pairs for a form field, of one country or of both with the country named."""
    return [
        (place.code, place.name if country else f"{place.country} · {place.name}")
        for place in places().values()
        if country in ("", place.country)
    ]


@cache
def _by_name() -> dict[tuple[str, str], str]:
    return {(place.country, fold(place.name)): place.code for place in places().values()}


def place_of(name: str, country: str) -> str:
    """The code of a place by its name as people write it; empty when there is none."""
    try:
        return _by_name().get((country, fold(name)), "")
    except TextError:
        return ""


def distance_km(one: Position, other: Position) -> float:
    """Great-circle distance of two positions in kilometres (haversine formula)."""
    lat1, lon1, lat2, lon2 = map(radians, (*one, *other))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(half)))
